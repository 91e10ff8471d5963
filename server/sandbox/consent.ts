import { html } from 'hono/html';
import type { Tokens } from './tokens.ts';

/** What a person is asked on `/oauth/authorize`. */
export interface ConsentRequest {
  readonly appKey: string;
  readonly redirectUri: URL;
  readonly state: string | undefined;
}

type Read = { readonly ok: true; readonly request: ConsentRequest } | { readonly ok: false; readonly problem: string };

/** Reads the parameters of `/oauth/authorize`; force_auth and uuid are taken and have no effect. */
export function readConsent(params: ReadonlyMap<string, string>, appKey: string): Read {
  const redirectUri = URL.parse(params.get('redirect_uri') ?? '');
  if (params.get('response_type') !== 'code') return { ok: false, problem: 'response_type must be "code".' };
  if (params.get('client_id') !== appKey)
    return { ok: false, problem: 'client_id is not an app key that is known here.' };
  if (!redirectUri || !/^https?:$/.test(redirectUri.protocol)) {
    return { ok: false, problem: 'redirect_uri must be an http or https address.' };
  }
  return { ok: true, request: { appKey, redirectUri, state: params.get('state') } };
}

/** Where the person goes after the answer: back, with a code or with `error=access_denied`, and with the state. */
export function consentTarget(request: ConsentRequest, allowed: boolean, tokens: Tokens): string {
  const target = new URL(request.redirectUri);
  if (allowed) target.searchParams.set('code', tokens.issueCode());
  else target.searchParams.set('error', 'access_denied');
  if (request.state !== undefined) target.searchParams.set('state', request.state);
  return target.href;
}

/** The page that asks. It posts the parameters back to the same address, with the answer. */
export function consentPage({ appKey, redirectUri, state }: ConsentRequest) {
  return page(html`
    <h1>Sandbox: allow app ${appKey}?</h1>
    <p>This is the sandbox gateway, not AliExpress. No account is touched and no real token is given out.</p>
    <p>The answer goes to <code>${redirectUri.href}</code></p>
    <form method="post" action="/oauth/authorize">
      <input type="hidden" name="response_type" value="code">
      <input type="hidden" name="client_id" value="${appKey}">
      <input type="hidden" name="redirect_uri" value="${redirectUri.href}">
      ${state === undefined ? '' : html`<input type="hidden" name="state" value="${state}">`}
      <button name="answer" value="allow">Allow</button>
      <button name="answer" value="refuse">Refuse</button>
    </form>`);
}

export function problemPage(problem: string) {
  return page(html`
    <h1>Sandbox: this request cannot be answered</h1>
    <p>${problem}</p>`);
}

function page(body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sandbox authorisation</title>
    <style>body { font: 1rem/1.5 system-ui; max-width: 36rem; margin: 3rem auto; padding: 0 1rem }</style>
  </head>
  <body>${body}</body>
</html>`;
}
