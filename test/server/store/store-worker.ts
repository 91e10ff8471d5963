/** One of two processes that use the same store at the same moment; run by two-processes.ts. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewLedgerEntry } from '../../../server/store/ledger.ts';
import { ledgerId } from '../../../server/store/ledger.ts';
import type { Store, StoreOptions } from '../../../server/store/store.ts';
import { openStore } from '../../../server/store/store.ts';

const [options = '', name = '', startAt = '0'] = process.argv.slice(2);
const everything = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined, limit: 1000 };

function many<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => work(n)));
}

function entry(): NewLedgerEntry {
  const at = Date.now();
  const link = { productId: null, canonicalUrl: 'https://c/', url: 'https://u/', trackingId: 't', linkType: 'normal' };
  const none = { shipTo: undefined, subIds: undefined, note: undefined };
  return {
    id: ledgerId(at, randomBytes(10).toString('hex')),
    at,
    accessId: name,
    accessName: name,
    ...link,
    linkType: 'normal',
    ...none,
    sandbox: true,
  };
}

async function claimAll(store: Store): Promise<string[]> {
  const keys = Array.from({ length: 300 }, (_, n) => `key${n}`);
  const now = Date.now();
  const claim = { owner: name, now, leaseUntil: now + 60_000, freshSince: undefined };
  const claimed = await many(10, (n) => store.answers.claim(n % 2 ? keys : keys.toReversed(), claim));
  return claimed.flatMap((some) => [...some]);
}

/** One of the two opens a pairing, both try to have it. */
async function redeem(store: Store): Promise<number> {
  const code = { selector: 'AB', verifierHash: 'right' };
  const pairing = {
    ...code,
    name: null,
    trackingIds: null,
    isOwner: false,
    triesLeft: 5,
    expiresAt: Date.now() + 60_000,
  };
  if (name === 'one') await store.pairings.add(pairing, Date.now());
  const tries = await many(100, async (n) => {
    await sleep(n * 20);
    return await store.pairings.redeem(code, Date.now());
  });
  return tries.filter(Boolean).length;
}

async function waitUntil(time: number): Promise<void> {
  await sleep(Math.max(0, time - Date.now()));
}

await waitUntil(Number(startAt));
const store = await openStore(JSON.parse(options) as StoreOptions);
const granted = (await many(200, () => store.quota.reserve('key', 'day', 100))).filter((used) => used !== undefined);
const claimed = await claimAll(store);
await many(100, () => store.ledger.append([entry(), entry()]));
const redeemed = await redeem(store);
await sleep(1000);
const written = (await store.ledger.search(everything)).length;
await store.close();
process.stdout.write(JSON.stringify({ granted: granted.length, claimed, redeemed, written }));
