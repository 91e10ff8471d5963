import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { HistoryAnswer as Answer } from '../../lib/contract/history.ts';
import { HistoryAnswer, HistoryQuery } from '../../lib/contract/history.ts';
import type { LedgerStore } from '../store/ledger.ts';
import type { LedgerSearch } from '../store/ledger-search.ts';
import { answer, json } from './answer.ts';
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
      return json<Answer>(c, next === undefined ? { entries } : { entries, next });
    })
    .get('/v1/history.csv', aboutCsv, checked('query', CsvQuery), (c) => {
      const query = c.req.valid('query');
      const lines = csvExport(ledger, { ...filters(query), accessId: readableBy(c), limit: query.limit });
      return answer(c, lines.pipeThrough(new TextEncoderStream()), {
        type: 'text/csv; charset=utf-8',
        headers: { 'Content-Disposition': 'attachment; filename="waybill-history.csv"' },
      });
    });
}

/** An export, read from the store page by page as it is taken. */
function csvExport(
  ledger: LedgerStore,
  { limit = Number.POSITIVE_INFINITY, ...search }: Omit<LedgerSearch, 'limit'> & { limit: number | undefined },
): ReadableStream<string> {
  let { before } = search;
  let left = limit;
  return new ReadableStream({
    start: (lines) => lines.enqueue(csvHeader),
    pull: async (lines) => {
      const count = Math.min(CSV_PAGE, left);
      const page = await ledger.search({ ...search, before, limit: count });
      if (page.length > 0) lines.enqueue(page.map(csvLine).join(''));
      left -= page.length;
      before = page.at(-1)?.id;
      if (page.length < count || left === 0) lines.close();
    },
  });
}

function readableBy(c: Context<AppEnv>): string | undefined {
  const access = c.get('access');
  return access.isOwner ? undefined : access.id;
}

function filters({ query, trackingId, before }: Omit<HistoryQuery, 'limit'>) {
  return { query, trackingId, before };
}
