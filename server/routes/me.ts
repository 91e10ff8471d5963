import { Hono } from 'hono';
import type { Mode } from '../../lib/contract/access.ts';
import { Me } from '../../lib/contract/access.ts';
import type { Quota } from '../access/quota.ts';
import { json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';

type Parts = { mode: Mode; trackingIds: [string, ...string[]]; quota: Quota };

/** `GET /v1/me`: what the token may do and what is left of today's calls. */
export function meRoutes({ mode, trackingIds, quota }: Parts): Hono<AppEnv> {
  const about = describe({ summary: 'What this token may do', answer: Me });
  return new Hono<AppEnv>().get('/v1/me', about, async (c) => {
    const access = c.get('access');
    const own = access.trackingIds ?? trackingIds;
    return json<Me>(c, {
      name: access.name,
      mode,
      trackingIds: own,
      defaultTrackingId: own[0] ?? trackingIds[0],
      quota: await quota.state(),
    });
  });
}
