import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import { orderBook, pacificTime } from '../../../server/sandbox/order-book.ts';
import type { Json, Params } from './call.ts';
import { call, post, signed } from './call.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => NOW });
});
afterAll(() => sandbox.close());

const LIST = 'aliexpress.affiliate.order.list';
const BY_INDEX = 'aliexpress.affiliate.order.listbyindex';
const ALL = { start_time: '2026-01-01 00:00:00', end_time: '2026-12-31 00:00:00' };

async function ask(method: string, params: Params): Promise<Json> {
  const answer = await call(sandbox, method, { timestamp: `${NOW}`, ...params });
  return (answer[`${method.replaceAll('.', '_')}_response`] ?? answer).resp_result ?? answer;
}

interface Row {
  readonly customer_parameters: string;
  readonly order_status: string;
  readonly paid_time: string;
  readonly tracking_id: string;
  readonly paid_amount: number;
  readonly estimated_paid_commission: number;
  readonly commission_rate: string;
}

function rows(answer: Json): Row[] {
  return (answer.result?.orders?.order ?? []) as unknown as Row[];
}

async function everyPage(status: string): Promise<Row[]> {
  const found: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await ask(LIST, { ...ALL, status, page_no: `${page}`, page_size: '50' });
    found.push(...rows(answer));
    if (page >= Number(answer.result?.total_page_no ?? 0)) return found;
  }
}

describe('order.list', () => {
  test.each(['Payment Completed', 'Buyer Confirmed Receipt', 'Completed Settlement', 'Invalid'])(
    'has orders that are %s, all of the publisher',
    async (status) => {
      const found = await everyPage(status);
      expect(found.length).toBeGreaterThan(3);
      for (const row of found) {
        expect(row.order_status).toBe(status);
        expect(['sandbox', 'blog', 'video']).toContain(row.tracking_id);
      }
    },
  );

  test('the pages hold every order of the book once', async () => {
    const statuses = ['Payment Completed', 'Buyer Confirmed Receipt', 'Completed Settlement', 'Invalid'];
    const found = (await Promise.all(statuses.map(everyPage))).flat();
    expect(new Set(found.map((row) => row.customer_parameters)).size).toBe(found.length);
    expect(found).toHaveLength(orderBook(NOW).length);
  });

  test('money is in minor units and fits the rate', async () => {
    const [row] = await everyPage('Payment Completed');
    expect(row).toBeDefined();
    if (!row) return;
    const rate = Number.parseFloat(row.commission_rate) / 100;
    expect(row.estimated_paid_commission).toBe(Math.round(row.paid_amount * rate));
    expect(Number.isInteger(row.paid_amount)).toBe(true);
  });

  test('keeps to the times asked, in Pacific time, and never shows the future', async () => {
    const params = { start_time: '2026-11-10 00:00:00', end_time: '2026-11-20 23:59:59', status: 'Payment Completed' };
    const found = rows(await ask(LIST, { ...params, page_size: '50' }));
    expect(found.length).toBeGreaterThan(3);
    for (const row of found) {
      expect(row.paid_time >= params.start_time && row.paid_time <= pacificTime(NOW)).toBe(true);
    }
    expect(pacificTime(NOW)).toBe('2026-11-20 04:00:00');
  });

  test('selects by another time', async () => {
    const params = { ...ALL, status: 'Completed Settlement', time_type: 'Completed Settlement Time' };
    expect(rows(await ask(LIST, params)).length).toBeGreaterThan(3);
    const early = { ...params, end_time: '2026-01-02 00:00:00' };
    expect((await ask(LIST, early)).resp_code).toBe(405);
  });

  test.each([
    [{ start_time: '' }, 'MissingParameter', 'start_time'],
    [{ status: '' }, 'MissingParameter', 'status'],
    [{ end_time: '2026-12-31' }, 'InvalidParameter', 'end_time'],
    [{ status: 'Shipped' }, 'InvalidParameter', 'status'],
    [{ page_size: '51' }, 'InvalidParameter', 'page_size'],
  ])('%o is refused with %s', async (wrong, code, name) => {
    const { error_response } = await ask(LIST, { ...ALL, status: 'Invalid', ...wrong } as Params);
    expect(error_response?.code).toBe(code);
    expect(error_response?.msg).toContain(name);
  });
});

describe('order.listbyindex and order.get', () => {
  test('the index leads through the same orders as the pages', async () => {
    const status = 'Completed Settlement';
    const found: string[] = [];
    let start: Params = {};
    for (;;) {
      const answer = await ask(BY_INDEX, { ...ALL, status, page_size: '7', ...start });
      if ((answer.resp_code as unknown) === 405) break;
      found.push(...rows(answer).map((row) => row.customer_parameters));
      start = { start_query_index_id: String(answer.result?.min_query_index_id) };
    }
    expect(found).toEqual((await everyPage(status)).map((row) => row.customer_parameters));
  });

  test('gets orders by id and writes ids beyond 2^53 exactly', async () => {
    const [first, second] = orderBook(NOW);
    const ids = `${first?.orderId},${second?.subOrderId},123`;
    const method = 'aliexpress.affiliate.order.get';
    const text = await post(`${sandbox.origin}/sync`, signed({ method, order_ids: ids, timestamp: `${NOW}` }));
    expect(text).toContain(`"order_id":${first?.orderId},`);
    expect(text).toContain(`"sub_order_id":${second?.subOrderId},`);
    expect(text).toContain('"current_record_count":2');
    expect(first?.orderId).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    expect((await ask(method, { order_ids: '123' })).resp_code).toBe(405);
  });
});
