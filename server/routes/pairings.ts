import { Hono } from 'hono';
import type { PairingAnswer as Answer } from '../../lib/contract/access.ts';
import { PairingAnswer, PairingRequest } from '../../lib/contract/access.ts';
import { tooMany } from '../access/door.ts';
import type { Limits } from '../access/limits.ts';
import type { Pairings } from '../access/pairing.ts';
import { json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { jsonBody } from './json-body.ts';
import { problem } from './problem.ts';

/** `POST /v1/pairings`: trades a pairing code for a token. */
export function pairingRoutes(pairings: Pairings, limits: Limits, publicUrl: string): Hono<AppEnv> {
  const about = describe({ summary: 'Trade a pairing code for a token', answer: PairingAnswer, open: true });
  return new Hono<AppEnv>().post('/v1/pairings', about, jsonBody(PairingRequest), async (c) => {
    const address = c.get('address')();
    const wait = await limits.pairing(address);
    if (wait !== undefined) return tooMany(c, wait);
    const { code, name } = c.req.valid('json');
    const paired = await pairings.redeem(code, name);
    if (!paired.ok) return problem(c, paired.failure);
    await limits.giveBackPairing(address);
    return json<Answer>(c, { ...paired.value, publicUrl });
  });
}
