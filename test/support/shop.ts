import { createServer } from 'node:https';
import { generate } from 'selfsigned';

/** One request that a page, or anything else, made to the shop's hosts. */
export type ShopRequest = { host: string; path: string };

export type Shop = {
  port: number;
  requests: ShopRequest[];
  close(): Promise<void>;
};

/** What the shop answers under a path; the default is a plain product page. */
export type ShopPages = (host: string, path: string) => string | undefined;

const productPage = (path: string) => `<!doctype html>
<html lang="en">
  <head><title>Desk lamp - product</title><style>body { font: 16px sans-serif; margin: 40px }</style></head>
  <body data-spm="detail">
    <div id="root">
      <h1 data-pl="product-title">Desk lamp, 3 colours</h1>
      <p>${path.replace(/[<>&]/g, '')}</p>
      <button class="buy">Buy now</button>
    </div>
  </body>
</html>`;

/** Serves pages under AliExpress's host names on the loopback, behind a certificate made for this run. */
export async function startShop(pages: ShopPages = () => undefined): Promise<Shop> {
  const requests: ShopRequest[] = [];
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'www.aliexpress.com' }]);
  const server = createServer({ key, cert }, (request, response) => {
    const { host = '' } = request.headers;
    const path = request.url ?? '/';
    requests.push({ host, path });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // As strict as the shop could be: the button must not depend on what a page allows.
    response.setHeader('content-security-policy', "default-src 'self'; style-src 'self'");
    response.end(pages(host, path) ?? productPage(path));
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
