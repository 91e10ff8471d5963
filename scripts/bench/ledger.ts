import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NewLedgerEntry } from '../../server/store/ledger.ts';
import { ledgerId } from '../../server/store/ledger.ts';
import type { LedgerSearch } from '../../server/store/ledger-search.ts';
import type { Store } from '../../server/store/store.ts';
import { openStore } from '../../server/store/store.ts';
import { median } from './median.ts';

const NOTES = ['summer sale', 'winter sale', 'kitchen gadgets', 'gift guide for him', 'newsletter', undefined];
const COMMIT = 2_000;
const ROUNDS = 9;

export type LedgerTimes = Record<string, number>;

/** Times of the work on a ledger of so many entries, in milliseconds (the median of some rounds). */
export async function ledgerTimes(entries: number): Promise<LedgerTimes> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'waybill-bench-'));
  const store = await openStore({ dataFolder, databaseUrl: undefined });
  try {
    await fill(store, entries);
    return await measure(store, entries);
  } finally {
    await store.close();
    rmSync(dataFolder, { recursive: true });
  }
}

async function fill(store: Store, entries: number): Promise<void> {
  for (let start = 0; start < entries; start += COMMIT) {
    const count = Math.min(COMMIT, entries - start);
    await store.ledger.append(Array.from({ length: count }, (_, n) => entry(start + n)));
  }
}

/** One entry in a hundred is of a small access, one in a thousand has a rare note. */
function entry(n: number): NewLedgerEntry {
  const productId = String(1005000000000000 + n * 7);
  const small = n % 100 === 0;
  return {
    id: ledgerId(1_700_000_000_000 + n * 1000, '000000000000'),
    at: 1_700_000_000_000 + n * 1000,
    accessId: small ? 'small' : 'large',
    accessName: small ? 'small' : 'large',
    productId,
    canonicalUrl: `https://www.aliexpress.com/item/${productId}.html`,
    url: `https://s.click.aliexpress.com/e/_k${n.toString(36)}`,
    trackingId: n % 3 === 0 ? 'blog' : 'video',
    linkType: 'normal',
    shipTo: undefined,
    subIds: undefined,
    note: n % 1000 === 1 ? 'lighthouse calendar' : NOTES[n % NOTES.length],
    sandbox: false,
  };
}

async function measure(store: Store, entries: number): Promise<LedgerTimes> {
  const everything: LedgerSearch = {
    accessId: undefined,
    query: undefined,
    trackingId: undefined,
    before: undefined,
    limit: 51,
  };
  const middle = entry(Math.floor(entries / 2));
  const searches: Record<string, Partial<LedgerSearch>> = {
    'newest page': {},
    'page from the middle': { before: middle.id },
    'newest page of one access': { accessId: 'small' },
    'newest page of a tracking id': { trackingId: 'blog' },
    'product id': { query: middle.productId ?? '' },
    'common word': { query: 'sale' },
    'common words': { query: 'sale summer' },
    'rare word': { query: 'lighthouse' },
    'beginning of a word': { query: 'lightho' },
    'beginning of every product id': { query: '1005' },
    'word that is nowhere': { query: 'zeppelin' },
    'common word of a small access': { query: 'sale', accessId: 'small' },
    'page of 500 for an export': { limit: 500, before: middle.id },
  };
  const times: LedgerTimes = {};
  for (const [name, search] of Object.entries(searches)) {
    times[name] = await medianTime(() => store.ledger.search({ ...everything, ...search }));
  }
  return times;
}

async function medianTime(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}
