/** A process that uses a store; does each step that its parent asks for (worker.ts). */
import { randomBytes } from 'node:crypto';
import type { NewLedgerEntry } from '../../../server/store/ledger.ts';
import { ledgerId } from '../../../server/store/ledger.ts';
import type { Store, StoreOptions } from '../../../server/store/store.ts';
import { openStore } from '../../../server/store/store.ts';

const name = String(process.pid);
const pairing = { name: null, trackingIds: null, isOwner: false, triesLeft: 5, expiresAt: Date.now() + 600_000 };
let store: Store;

type Step = (argument: string) => Promise<unknown>;

/** What the parent can ask for; the answer goes back as JSON. */
const steps: Readonly<Record<string, Step>> = {
  open: async (options) => {
    store = await openStore(JSON.parse(options) as StoreOptions);
  },
  close: () => store.close(),
  spend: async () => {
    const used = await many(200, () => store.quota.reserve('key', 'day', 100));
    return used.filter((each) => each !== undefined).length;
  },
  claim: async () => {
    const keys = Array.from({ length: 300 }, (_, n) => `key${n}`);
    const now = Date.now();
    const claim = { owner: name, now, leaseUntil: now + 60_000, freshSince: undefined };
    const claimed = await many(10, (n) => store.answers.claim(n % 2 ? keys : keys.toReversed(), claim));
    return claimed.flatMap((some) => [...some]);
  },
  write: () => many(100, () => store.ledger.append([entry(), entry()])),
  count: async () => {
    const everything = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined, limit: 1000 };
    return (await store.ledger.search(everything)).length;
  },
  pair: (selector) => store.pairings.add({ ...pairing, selector, verifierHash: 'right' }, Date.now()),
  redeem: async (selector) => {
    const redeemed = await many(2, () => store.pairings.redeem({ selector, verifierHash: 'right' }, Date.now()));
    return redeemed.filter((each) => each !== undefined).length;
  },
};

function many<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => work(n)));
}

function entry(): NewLedgerEntry {
  const at = Date.now();
  return {
    id: ledgerId(at, randomBytes(10).toString('hex')),
    at,
    accessId: name,
    accessName: name,
    productId: null,
    canonicalUrl: 'https://c/',
    url: 'https://u/',
    trackingId: 't',
    linkType: 'normal',
    shipTo: undefined,
    subIds: undefined,
    note: undefined,
    sandbox: true,
  };
}

async function answer([step = '', argument = '']: string[]): Promise<void> {
  try {
    const work = steps[step];
    if (work === undefined) throw new Error('there is no such step');
    process.send?.({ result: await work(argument) });
  } catch (error) {
    process.send?.({ error: `${step}: ${String(error)}` });
  }
}

process.on('message', (order: string[]) => void answer(order));
process.send?.('ready');
