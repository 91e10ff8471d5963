import type { Context } from 'hono';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import * as z from 'zod/mini';
import type { HistoryAnswer as Answer } from '../../lib/contract/history.ts';
import { HistoryAnswer, HistoryQuery } from '../../lib/contract/history.ts';
import type { LedgerStore } from '../store/ledger.ts';
import { checked } from './checked.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { csvHeader, csvLine } from './history-csv.ts';

/** Entries read from the store at a time while a CSV file is written. */
const CSV_PAGE = 500;

/** The export takes the same filters; without a limit it is everything. */
const CsvQuery = z.extend(HistoryQuery, {
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
});

/** `GET /v1/history` and `GET /v1/history.csv`: what was answered to this access; to an owner, everybody's. */
export function historyRoutes(ledger: LedgerStore): Hono<AppEnv> {
  const about = describe({ summary: 'Links that were answered, newest first', answer: HistoryAnswer });
  const aboutCsv = describe({ summary: 'The same as CSV', answer: z.string(), media: 'text/csv' });
  return new Hono<AppEnv>()
    .get('/v1/history', about, checked('query', HistoryQuery), async (c) => {
      const query = c.req.valid('query');
      const found = await ledger.search({ ...filters(query), accessId: readableBy(c), limit: query.limit + 1 });
      const entries = found.slice(0, query.limit);
      const next = found.length > entries.length ? entries.at(-1)?.id : undefined;
      return c.json<Answer>(next === undefined ? { entries } : { entries, next });
    })
    .get('/v1/history.csv', aboutCsv, checked('query', CsvQuery), (c) => {
      const query = c.req.valid('query');
      const accessId = readableBy(c);
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', 'attachment; filename="waybill-history.csv"');
      return stream(c, async (out) => {
        await out.write(csvHeader);
        let left = query.limit ?? Number.POSITIVE_INFINITY;
        let before = query.before;
        while (left > 0 && !out.aborted) {
          const limit = Math.min(CSV_PAGE, left);
          const page = await ledger.search({ ...filters(query), before, accessId, limit });
          await out.write(page.map(csvLine).join(''));
          if (page.length < limit) return;
          left -= page.length;
          before = page.at(-1)?.id;
        }
      });
    });
}

function readableBy(c: Context<AppEnv>): string | undefined {
  const access = c.get('access');
  return access.isOwner ? undefined : access.id;
}

function filters({ query, trackingId, before }: Omit<HistoryQuery, 'limit'>) {
  return { query, trackingId, before };
}
