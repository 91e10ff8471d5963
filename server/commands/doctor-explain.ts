import { readRequest } from '../doctor/read-request.ts';
import type { Explanation } from '../doctor/request.ts';
import { explainRequest } from '../doctor/request.ts';
import { SANDBOX } from '../sandbox/index.ts';
import type { CommandIo } from './command-io.ts';
import { configOf } from './command-io.ts';

/** Explains a request with the configured app secret; a request of the sandbox's own app key with the secret of that. */
export function explain(
  { request, answer }: { request: string; answer: string | undefined },
  io: CommandIo,
): Explanation {
  const { credentials, gatewayUrl } = configOf(io);
  const secret = credentials?.appSecret ?? (isForSandbox(request) ? SANDBOX.appSecret : undefined);
  if (secret === undefined) {
    io.err('No credentials are set: the sign cannot be checked without the app secret. Set ALIEXPRESS_APP_KEY and\n');
    io.err('ALIEXPRESS_APP_SECRET; they stay on this machine.\n');
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
