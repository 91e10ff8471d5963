import { readRequest } from '../doctor/read-request.ts';
import type { Explanation } from '../doctor/request.ts';
import { explainRequest } from '../doctor/request.ts';
import { SANDBOX } from '../sandbox/index.ts';
import type { CommandIo } from './command-io.ts';
import { signingConfigOf } from './command-io.ts';

/** Explains a request with the configured app secret; a request of the sandbox's own app key with the secret of that. */
export function explain(
  { request, answer }: { request: string; answer: string | undefined },
  io: CommandIo,
): Explanation {
  const { appSecret, gatewayUrl } = signingConfigOf(io);
  const secret = appSecret ?? (isForSandbox(request) ? SANDBOX.appSecret : undefined);
  if (secret === undefined) {
    io.err(
      'No app secret is set: the sign cannot be checked without it. Set ALIEXPRESS_APP_SECRET; it stays on this\n',
    );
    io.err('machine.\n');
  }
  return explainRequest({ text: request, answer, secret, now: Date.now(), origin: gatewayUrl });
}

export function isRight({ verdict, faults }: Explanation): boolean {
  return verdict === 'right' && !faults.some(({ kind }) => kind === 'request' || kind === 'sign');
}

function isForSandbox(text: string): boolean {
  const params = readRequest(text)?.params ?? [];
  return params.some(({ name, value }) => name === 'app_key' && value === SANDBOX.appKey);
}
