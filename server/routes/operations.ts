import { Hono } from 'hono';
import * as z from 'zod/mini';
import { failure } from '../../lib/contract/failure.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { answer, json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { problem } from './problem.ts';
import type { ReadinessParts } from './readiness.ts';
import { createReadiness } from './readiness.ts';

const Health = z.object({ status: z.string() });

/**
 * `GET /healthz`: the process runs. `GET /readyz`: send it requests, which makes no sense without its store or while it
 * stops. `GET /metrics`.
 */
export function operationRoutes(metrics: Metrics, parts: ReadinessParts): Hono<AppEnv> {
  const whyNotReady = createReadiness(parts);
  return new Hono<AppEnv>()
    .get('/healthz', describe({ summary: 'Whether the process runs', answer: Health, open: true }), (c) =>
      json(c, { status: 'ok' }),
    )
    .get('/readyz', describe({ summary: 'Whether it can answer', answer: Health, open: true }), async (c) => {
      const message = await whyNotReady();
      if (message !== undefined) return problem(c, failure('internal', { message }), { status: 503 });
      return json(c, { status: 'ready' });
    })
    .get('/metrics', describe({ summary: 'Metrics', answer: z.string(), media: 'text/plain' }), async (c) =>
      answer(c, await metrics.text(), { type: 'text/plain; version=0.0.4; charset=utf-8' }),
    );
}
