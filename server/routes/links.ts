import { Hono } from 'hono';
import type { LinksAnswer as Answer } from '../../lib/contract/links.ts';
import { LinksAnswer, LinksRequest } from '../../lib/contract/links.ts';
import type { MakeLinks } from '../links/make-links.ts';
import { json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { jsonBody } from './json-body.ts';

/** `POST /v1/links`: tracked links, one result for each address and in their order. */
export function linkRoutes(makeLinks: MakeLinks): Hono<AppEnv> {
  const about = describe({ summary: 'Make tracked links', answer: LinksAnswer });
  return new Hono<AppEnv>().post('/v1/links', about, jsonBody(LinksRequest), async (c) => {
    return json<Answer>(c, {
      links: await makeLinks(c.req.valid('json'), { ...c.get('access'), requestId: c.get('requestId') }),
    });
  });
}
