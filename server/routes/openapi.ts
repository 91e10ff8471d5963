import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { json } from './answer.ts';
import type { AppEnv } from './env.ts';

/** `GET /openapi.json`: the document of every route of `app`, made from their schemas when it is first asked for. */
export function openApiRoutes(app: Hono<AppEnv>, publicUrl: string): Hono<AppEnv> {
  let document: Promise<object> | undefined;
  return new Hono<AppEnv>().get('/openapi.json', async (c) => {
    document ??= generateSpecs(app, {
      defaultValidationErrorResponse: false,
      excludeStaticFile: false,
      documentation: {
        openapi: '3.1.0',
        info: { title: 'Waybill', version: '1', description: 'Tracked AliExpress affiliate links.' },
        servers: [{ url: publicUrl }],
        components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      },
    });
    return json(c, await document);
  });
}
