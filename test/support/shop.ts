import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { basename, join } from 'node:path';
import { generate } from 'selfsigned';

const PAGES = join(import.meta.dirname, '../fixtures/pages');

export const LAYOUTS = ['react-2020', 'components-2023', 'shell-2024', 'mobile', 'aliexpress-ru'] as const;

/** One request that a page, or anything else, made to the shop's hosts. */
export type ShopRequest = { host: string; path: string };

export type Shop = {
  port: number;
  requests: ShopRequest[];
  close(): Promise<void>;
};

/** What a page with `?ahead` asks the browser to render before anybody goes there. */
const AHEAD = JSON.stringify({
  prerender: [{ urls: ['https://www.aliexpress.com/item/1005006338829917.html'], eagerness: 'immediate' }],
});

/** As strict as the shop could be: the button must not depend on what a page allows. */
const POLICY = "default-src 'self'; style-src 'nonce-page'; script-src 'self'";

/**
 * Serves pages under AliExpress's host names on the loopback, behind a certificate made for this run. Every path
 * answers; `?layout=NAME` chooses the front end that the page imitates, without it that is today's desktop page.
 */
export async function startShop(): Promise<Shop> {
  const requests: ShopRequest[] = [];
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'www.aliexpress.com' }]);
  const server = createServer({ key, cert }, (request, response) => {
    const { host = '' } = request.headers;
    const path = request.url ?? '/';
    requests.push({ host, path });
    response.setHeader('content-security-policy', POLICY);
    if (path.endsWith('?ahead')) response.setHeader('speculation-rules', '"/fixture/ahead.json"');
    const { type, body } = contentOf(path);
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function contentOf(path: string): { type: string; body: string } {
  const url = new URL(path, 'https://www.aliexpress.com');
  const fixture = (name: string) => readFileSync(join(PAGES, name), 'utf8');
  if (url.pathname.endsWith('.json')) return { type: 'application/speculationrules+json', body: AHEAD };
  if (url.pathname.endsWith('.jpg')) return { type: 'image/svg+xml', body: fixture('charger.svg') };
  if (url.pathname.startsWith('/fixture/')) return { type: 'text/javascript', body: fixture(basename(url.pathname)) };
  const layout = LAYOUTS.find((name) => name === url.searchParams.get('layout')) ?? 'shell-2024';
  return { type: 'text/html', body: fixture(`${layout}.html`) };
}
