import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readJson } from '../../../server/aliexpress/json.ts';
import { runCheckup } from '../../../server/doctor/checkup.ts';
import { renderExplanation } from '../../../server/doctor/render.ts';
import { explainRequest } from '../../../server/doctor/request.ts';
import type { SandboxOptions } from '../../../server/sandbox/index.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { hasty } from '../aliexpress/stub.ts';

const SECRET = 'test-secret';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function sandboxed(options: SandboxOptions = {}) {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

const caseText = (name: string) =>
  readFileSync(new URL(`../../fixtures/requests/case-${name}.txt`, import.meta.url), 'utf8');

/** Takes the printed request by its lines, as somebody would who copies it: the POST line and the body below it. */
function printedRequest(rendered: string): { endpoint: string; body: string; address: string } {
  const lines = rendered.split('\n');
  const at = lines.findIndex((line) => line.startsWith('POST '));
  const address = lines.find((line) => line.startsWith('http') && line.includes('?')) ?? '';
  return { endpoint: (lines[at] ?? '').slice('POST '.length), body: lines[at + 1] ?? '', address };
}

/** The code of the gateway's refusal, or `none`. */
async function refusalOf(reply: Response): Promise<string> {
  const body = readJson(await reply.text()) as { code?: string; error_response?: { code?: string } };
  const code = body.error_response?.code ?? body.code ?? '0';
  return code === '0' ? 'none' : code;
}

describe('the request that the doctor prints', () => {
  it.each([
    ['a', 'InvalidCode'],
    ['b', 'InvalidCode'],
    ['c', 'InvalidCode'],
    ['d', 'none'],
  ])(
    'for support case %s passes the signature check when it is sent as printed, by POST and as one address',
    async (name, next) => {
      const credentials = { appKey: '12345678', appSecret: SECRET };
      const sandbox = await sandboxed({ credentials, trackingIds: ['default'] });
      const question = { text: caseText(name), secret: SECRET, now: Date.now(), origin: sandbox.origin };
      const { endpoint, body, address } = printedRequest(renderExplanation(explainRequest(question)));
      const posted = await fetch(endpoint, { method: 'POST', headers: FORM, body });
      expect(await refusalOf(posted)).toBe(next);
      expect(await refusalOf(await fetch(address))).toBe(next);
    },
  );

  it('exchanges a code that is still good', async () => {
    const sandbox = await sandboxed({ credentials: { appKey: '12345678', appSecret: SECRET } });
    const consent = {
      response_type: 'code',
      client_id: '12345678',
      redirect_uri: 'http://127.0.0.1:9/',
      answer: 'allow',
    };
    const reply = await fetch(`${sandbox.origin}/oauth/authorize`, {
      method: 'POST',
      headers: FORM,
      body: new URLSearchParams(consent),
      redirect: 'manual',
    });
    const code = new URL(reply.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const text = caseText('a').replace('3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26', code);
    const { ready } = explainRequest({ text, secret: SECRET, now: Date.now(), origin: sandbox.origin });
    const token = await fetch(ready?.endpoint ?? '', { method: 'POST', headers: FORM, body: ready?.body ?? '' });
    expect(await token.json()).toMatchObject({ code: '0', access_token: expect.any(String) });
  });
});

describe('a check-up of the stand-in', () => {
  const setup = (origin: string) => ({
    gateway: { origin, ...SANDBOX, sandbox: true, now: Date.now, limits: hasty },
    trackingIds: SANDBOX.trackingIds,
  });

  it('finds everything in order', async () => {
    const sandbox = await sandboxed();
    const checks = await runCheckup(setup(sandbox.origin));
    expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(checks).toHaveLength(13);
  });

  it('finds a package that is not granted, a tracking id with a typing error, a wrong secret', async () => {
    const sandbox = await sandboxed({ packages: ['standard'] });
    const checks = await runCheckup({ ...setup(sandbox.origin), trackingIds: ['blog', 'blgo'] });
    const states = Object.fromEntries(checks.map(({ name, state }) => [name, state]));
    expect(states).toMatchObject({
      'package Standard': 'ok',
      'package Advanced': 'warning',
      'package SKU Dimension': 'warning',
      'tracking id blog': 'ok',
      'tracking id blgo': 'wrong',
      publisher: 'ok',
    });
    const { gateway } = setup(sandbox.origin);
    const wrong = await runCheckup({ gateway: { ...gateway, appSecret: 'another-secret' }, trackingIds: ['blog'] });
    expect(wrong.filter(({ state }) => state === 'wrong').map(({ name }) => name)).toEqual(['app secret']);
  });
});
