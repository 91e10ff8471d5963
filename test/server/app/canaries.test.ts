import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PairingAnswer } from '../../../lib/contract/access.ts';
import { createPairings } from '../../../server/access/pairing.ts';
import { createTokens } from '../../../server/access/tokens.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { openStore } from '../../../server/store/store.ts';
import { dataFolder, startProcess, tokenFor } from './backend-process.ts';

const SECRET = 'canary-secret/+"';
const ID = '1005006338829917';
/** An address as somebody may paste it, with secrets of another program in it. */
const LEAKY = '?access_token=canary-access&session=canary-session&sign=canary-sign';

type Gateway = { origin: string; signs: string[] };

/** The stand-in gateway behind a relay that notes every signature. */
async function gatewayWith(appSecret: string): Promise<Gateway> {
  const sandbox = await startSandbox({ credentials: { appKey: SANDBOX.appKey, appSecret } });
  const signs: string[] = [];
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    signs.push(new URLSearchParams(body).get('sign') ?? '');
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(`${sandbox.origin}${request.url}`, { method: 'POST', headers, body });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  };
  const relay = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    relay.closeAllConnections();
    await new Promise((resolve) => relay.close(resolve));
    await sandbox.close();
  });
  const address = relay.address();
  return { origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, signs };
}

async function pairingCode(data: string): Promise<string> {
  const store = await openStore({ dataFolder: data, databaseUrl: undefined });
  const pairings = createPairings(store.pairings, createTokens(store.access, Date.now), Date.now);
  const code = await pairings.open('browser', { trackingIds: null, isOwner: false });
  await store.close();
  return code;
}

async function whole(response: Response): Promise<string> {
  return JSON.stringify([...response.headers]) + (await response.text());
}

/** Everything that the API can be asked, sound requests and broken ones; the answers with their headers. */
async function askEverything(origin: string, token: string): Promise<string[]> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const post = async (route: string, body: string) =>
    await whole(await fetch(`${origin}${route}`, { method: 'POST', headers, body }));
  const links = { urls: [`https://www.aliexpress.com/item/${ID}.html`, `https://a.example/${LEAKY}`] };
  const answers = [
    await post('/v1/links', JSON.stringify(links)),
    await post('/v1/links', '{"urls":"canary-broken'),
    await post('/v1/pairings', '{"code":"AAAA-AAAA"}'),
    await whole(
      await fetch(`${origin}/v1/me`, { headers: { Authorization: 'Bearer wb_canary-wrong-token-of-somebody' } }),
    ),
  ];
  const paths = ['me', `products/${ID}`, 'products?keywords=x', 'categories', 'history', 'history.csv'];
  const routes = [
    '/openapi.json',
    '/healthz',
    '/readyz',
    `/v1/nothing${LEAKY}`,
    '/oauth/callback?code=canary-code&state=x',
  ];
  for (const route of [...paths.map((each) => `/v1/${each}`), ...routes, '/metrics']) {
    answers.push(await whole(await fetch(`${origin}${route}`, { headers })));
  }
  // An entry that is no link is named by its own text, which is the asker's.
  return answers.map((answer) => answer.replaceAll(LEAKY, ''));
}

/** The files of the store while it is open, write-ahead log included. */
function storedBytes(data: string): string {
  const files = readdirSync(data).filter((name) => name.startsWith('waybill.sqlite'));
  return files.map((name) => readFileSync(path.join(data, name), 'latin1')).join('');
}

describe.each([
  ['when all goes well', SECRET],
  ['when the gateway rejects every signature', 'another-secret'],
])('a whole run of a process %s', (_, gatewaySecret) => {
  it('shows no secret, token, code or sign in any output or file', async () => {
    const data = dataFolder();
    const token = await tokenFor(data);
    const code = await pairingCode(data);
    const gateway = await gatewayWith(gatewaySecret);
    const backend = startProcess(data, {
      ALIEXPRESS_GATEWAY_URL: gateway.origin,
      ALIEXPRESS_APP_KEY: SANDBOX.appKey,
      ALIEXPRESS_APP_SECRET: SECRET,
      ALIEXPRESS_TRACKING_ID: 'blog',
      LOG_LEVEL: 'trace',
    });
    const origin = await backend.ready;
    const headers = { 'Content-Type': 'application/json' };
    const pairing = await fetch(`${origin}/v1/pairings`, { method: 'POST', headers, body: JSON.stringify({ code }) });
    const paired = PairingAnswer.parse(await pairing.json());
    const answers = await askEverything(origin, paired.token);
    const stored = storedBytes(data);
    const { out, err } = await backend.kill('SIGTERM');

    expect(answers[0]).toContain(gatewaySecret === SECRET ? '"ok":true' : 'signature_rejected');
    expect(gateway.signs.length).toBeGreaterThanOrEqual(4);
    expect(stored).toContain('anna');
    expect(err).toContain('"config":{');
    const secrets = [
      token,
      paired.token,
      code.replaceAll('-', ''),
      code,
      JSON.stringify(SECRET).slice(1, -1),
      ...gateway.signs,
    ];
    for (const [where, said] of Object.entries({ out, err, stored, answers: answers.join('\n') })) {
      expect(said, where).not.toMatch(/canary|wb_[\w-]{20}/i);
      for (const secret of secrets) expect(said.includes(secret), where).toBe(false);
    }
  });
});
