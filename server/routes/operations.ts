import { Hono } from 'hono';
import * as z from 'zod/mini';
import { failure } from '../../lib/contract/failure.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { answer, json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { problem } from './problem.ts';

const Health = z.object({ status: z.string() });

/** `GET /healthz`: the process runs. `GET /readyz`: it can answer, which it cannot without its store. `GET /metrics`. */
export function operationRoutes(ping: () => Promise<void>, metrics: Metrics, log: Log): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/healthz', describe({ summary: 'Whether the process runs', answer: Health, open: true }), (c) =>
      json(c, { status: 'ok' }),
    )
    .get('/readyz', describe({ summary: 'Whether it can answer', answer: Health, open: true }), async (c) => {
      try {
        await ping();
      } catch (error) {
        log.error({ err: error, requestId: c.get('requestId') }, 'the store does not answer');
        return problem(c, failure('internal', { message: 'The store does not answer.' }), { status: 503 });
      }
      return json(c, { status: 'ready' });
    })
    .get('/metrics', describe({ summary: 'Metrics', answer: z.string(), media: 'text/plain' }), async (c) =>
      answer(c, await metrics.text(), { type: 'text/plain; version=0.0.4; charset=utf-8' }),
    );
}
