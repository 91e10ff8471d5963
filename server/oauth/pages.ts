import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Mode } from '../../lib/contract/access.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Token } from '../aliexpress/oauth.ts';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 34rem; margin: 4rem auto; padding: 0 1.25rem }
h1 { font-size: 1.25rem }
p { margin: 0.5rem 0 }
`;

/** Nothing but the style of the page itself: no script, no picture, no form, no frame. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export type Page = ReturnType<typeof html>;

/** The account is authorised. */
export function donePage({ account, accessExpiresAt, refreshExpiresAt }: Token, mode: Mode): Page {
  const until = refreshExpiresAt ?? accessExpiresAt;
  return page('Waybill is authorised', [
    account === undefined
      ? 'AliExpress has authorised the account.'
      : `AliExpress has authorised the account ${account}.`,
    mode === 'sandbox' ? 'This was the sandbox: no AliExpress account is concerned.' : '',
    `Waybill renews the authorisation by itself until ${new Date(until).toISOString().slice(0, 10)}. Then somebody has to authorise again.`,
    'You can close this page.',
  ]);
}

/** It went wrong at the start, at AliExpress, or on the way back. */
export function failedPage({ message, hint }: Failure): Page {
  return page('The account is not authorised', [message, hint ?? '']);
}

/** Somebody opened the address by hand. */
export function startPage(): Page {
  return page('Authorising an AliExpress account', [
    'Only the owner of this backend can start this.',
    'Run "npx waybill authorize" where the backend runs, and open the link that it prints.',
  ]);
}

function page(title: string, lines: readonly string[]): Page {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<h1>${title}</h1>
${lines.filter((line) => line !== '').map((line) => html`<p>${line}</p>\n`)}</body>
</html>
`;
}
