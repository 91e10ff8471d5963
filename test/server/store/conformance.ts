import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../lib/contract/failure.ts';
import type { NewLedgerEntry } from '../../../server/store/ledger.ts';
import { ledgerId } from '../../../server/store/ledger.ts';
import { migrate } from '../../../server/store/migrate.ts';
import type { Schema } from '../../../server/store/schema.ts';
import type { Store } from '../../../server/store/store.ts';
import { storeOn } from '../../../server/store/store.ts';

const access = { id: 'a1', name: 'anna', trackingIds: ['blog'], isOwner: false, createdAt: 1000 };
const code = { selector: 'AB', verifierHash: 'right' };
const pairing = { ...code, name: null, trackingIds: null, isOwner: true, triesLeft: 5, expiresAt: 10_000 };

const token = {
  sealed: 'v1.x',
  issuedAt: 1000,
  accessExpiresAt: 5_000_000_000_000,
  refreshExpiresAt: 6_000_000_000_000,
};

function entry(at: number, change: Partial<NewLedgerEntry> = {}): NewLedgerEntry {
  return {
    id: ledgerId(at, '00'),
    at,
    accessId: 'a1',
    accessName: 'anna',
    productId: '1005006338829917',
    canonicalUrl: 'https://www.aliexpress.com/item/1005006338829917.html',
    url: 'https://s.click.aliexpress.com/e/_abc',
    trackingId: 'blog',
    linkType: 'normal',
    shipTo: undefined,
    subIds: undefined,
    note: undefined,
    sandbox: true,
    ...change,
  };
}

/** What every engine must do, so that an owner can change it without anything else changing. */
export function describeStore(engine: string, open: () => Promise<Kysely<Schema>>): void {
  describe(`store on ${engine}`, () => {
    let db: Kysely<Schema>;
    let store: Store;

    beforeAll(async () => {
      db = await open();
      await migrate(db);
      store = storeOn(db);
    });
    beforeEach(async () => {
      const tables = [
        'access',
        'pairing',
        'ledger',
        'ledger_word',
        'quota',
        'answer',
        'oauth_step',
        'oauth_token',
      ] as const;
      for (const table of tables) await db.deleteFrom(table).execute();
    });
    afterAll(() => db.destroy());

    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    it('finds an access by the hash of its token, until it is revoked', async () => {
      expect(await store.access.add({ ...access, tokenHash: 'h1' })).toBe(true);
      expect(await store.access.byTokenHash('h1')).toEqual({ ...access, lastUsedAt: null });
      expect(await store.access.byTokenHash('h2')).toBeUndefined();
      expect(await store.access.revoke('anna', 2000)).toBe(true);
      expect(await store.access.revoke('anna', 2000)).toBe(false);
      expect(await store.access.byTokenHash('h1')).toBeUndefined();
      expect(await store.access.list()).toEqual([]);
    });

    it('keeps a name for one living access, also when many ask at once', async () => {
      const racers = Array.from({ length: 20 }, (_, n) => ({ ...access, id: `a${n}`, tokenHash: `h${n}` }));
      const added = await Promise.all(racers.map((racer) => store.access.add(racer)));
      expect(added.filter(Boolean)).toHaveLength(1);
      await store.access.revoke('anna', 2000);
      expect(await store.access.add({ ...access, id: 'later', tokenHash: 'later' })).toBe(true);
    });

    it('moves the last use only forward', async () => {
      await store.access.add({ ...access, tokenHash: 'h1' });
      for (const at of [5000, 4000]) await store.access.touch('a1', at);
      expect((await store.access.list())[0]?.lastUsedAt).toBe(5000);
    });

    it('gives a pairing to exactly one of many who bring its code', async () => {
      expect(await store.pairings.add(pairing, 0)).toBe(true);
      const redeemed = await Promise.all(Array.from({ length: 5 }, () => store.pairings.redeem(code, 1)));
      expect(redeemed.filter(Boolean)).toEqual([{ name: null, trackingIds: null, isOwner: true }]);
    });

    it('ends a pairing at its time', async () => {
      await store.pairings.add(pairing, 0);
      expect(await store.pairings.redeem(code, 10_000)).toBeUndefined();
    });

    it('ends a pairing after five wrong tries, parallel ones included', async () => {
      await store.pairings.add(pairing, 0);
      const wrong = { ...code, verifierHash: 'wrong' };
      await Promise.all(Array.from({ length: 5 }, () => store.pairings.redeem(wrong, 1)));
      expect(await store.pairings.redeem(code, 1)).toBeUndefined();
    });

    it('opens no second pairing under a selector until the first has ended', async () => {
      await store.pairings.add(pairing, 0);
      expect(await store.pairings.add({ ...pairing, verifierHash: 'other' }, 9999)).toBe(false);
      expect(await store.pairings.add({ ...pairing, verifierHash: 'other', expiresAt: 20_000 }, 10_000)).toBe(true);
      expect(await store.pairings.redeem({ ...code, verifierHash: 'other' }, 10_001)).toBeDefined();
    });

    it('grants exactly the calls of a limit to 200 that ask at once', async () => {
      const granted = await Promise.all(Array.from({ length: 200 }, () => store.quota.reserve('key', 'day', 100)));
      expect(granted.filter(Boolean)).toHaveLength(100);
      expect(await store.quota.used('key', 'day')).toBe(100);
      expect(await store.quota.used('key', 'next day')).toBe(0);
      expect(await store.quota.reserve('key', 'next day', 1)).toBe(1);
      expect(await store.quota.reserve('key', 'last day', 0)).toBeUndefined();
    });

    it('gives ledger entries back as they were written, newest first', async () => {
      const full = entry(3, { shipTo: 'DE', subIds: { cn: 'x' }, note: 'Größe "M", 50% off', linkType: 'hot' });
      await store.ledger.append([entry(1), full, entry(2, { productId: null })]);
      const found = await store.ledger.search(everything);
      expect(found.map((line) => line.at)).toEqual([3, 2, 1].map((at) => new Date(at).toISOString()));
      expect(found[0]).toEqual({
        id: full.id,
        at: '1970-01-01T00:00:00.003Z',
        by: 'anna',
        productId: full.productId,
        canonicalUrl: full.canonicalUrl,
        url: full.url,
        trackingId: 'blog',
        linkType: 'hot',
        subIds: { cn: 'x' },
        note: 'Größe "M", 50% off',
        sandbox: true,
      });
    });

    it('writes as many entries at once as a request can have', async () => {
      await store.ledger.append(Array.from({ length: 500 }, (_, at) => entry(at)));
      expect(await store.ledger.search({ ...everything, limit: 600 })).toHaveLength(500);
      await expect(store.ledger.append([entry(1000), entry(0)])).rejects.toThrow();
      expect(await store.ledger.search({ ...everything, limit: 600 })).toHaveLength(500);
    });

    it.each([
      ['its product id', '1005006338829917', 1],
      ['a word of the note', 'GRÖßE', 1],
      ['words in any order', 'summer größe', 1],
      ['a part of the address', '/store/912', 2],
      ['the beginning of a word', 'summ', 1],
      ['a word of every address, which tells nothing', 'https://www.aliexpress.com/', 3],
      ['a wildcard, which is no word', '%', 3],
      ['a word that is nowhere', 'winter', 0],
      ['one word that is there and one that is not', 'größe winter', 0],
    ])('finds entries by %s', async (_, query, count) => {
      const store912 = { productId: null, canonicalUrl: 'https://www.aliexpress.com/store/912' };
      await store.ledger.append([
        entry(1, { note: 'Größe M, summer' }),
        entry(2, { productId: '777', canonicalUrl: 'https://www.aliexpress.com/store/912?x=777', url: 'https://x/' }),
        entry(3, { ...store912 }),
      ]);
      const filter = query === '1005006338829917' ? { before: ledgerId(2, '00') } : {};
      expect(await store.ledger.search({ ...everything, ...filter, query })).toHaveLength(count);
    });

    it('keeps the ledger of one access from another', async () => {
      await store.ledger.append([entry(1), entry(2, { accessId: 'a2' })]);
      expect(await store.ledger.search({ ...everything, accessId: 'a2' })).toHaveLength(1);
      expect(await store.ledger.search({ ...everything, trackingId: 'video' })).toHaveLength(0);
    });

    it('takes a step of an authorisation once, with what belongs to it, before it expires', async () => {
      const step = { secretHash: 's1', browserHash: 'b1' };
      await store.authorisations.addStep({ ...step, expiresAt: 2000 }, 1000);
      expect(await store.authorisations.takeStep({ ...step, browserHash: '' }, 1000)).toBe(false);
      expect(await store.authorisations.takeStep(step, 2000)).toBe(false);
      const both = [store.authorisations.takeStep(step, 1999), store.authorisations.takeStep(step, 1999)];
      expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
    });

    it('keeps one token for an app key, and counts its versions', async () => {
      expect(await store.authorisations.get('k1')).toBeUndefined();
      await store.authorisations.put('k1', token);
      await store.authorisations.noteFailure('k1', 1, { failure: failure('gateway_busy'), retryAt: 500 });
      expect(await store.authorisations.get('k1')).toEqual({
        ...token,
        version: 1,
        failed: { failure: failure('gateway_busy'), retryAt: 500 },
        leaseUntil: 0,
      });
      await store.authorisations.put('k1', { ...token, refreshExpiresAt: undefined });
      expect(await store.authorisations.get('k1')).toMatchObject({ version: 2, failed: undefined });
    });

    it('lets one of many refresh a token, and takes nothing that is out of date', async () => {
      await store.authorisations.put('k1', token);
      const racers = Array.from({ length: 20 }, () => store.authorisations.lease('k1', 1, 1000, 2000));
      expect((await Promise.all(racers)).filter(Boolean)).toHaveLength(1);
      expect(await store.authorisations.lease('k1', 1, 2000, 3000)).toBe(true);
      expect(await store.authorisations.replace('k1', 1, { ...token, sealed: 'new' })).toBe(true);
      expect(await store.authorisations.replace('k1', 1, { ...token, sealed: 'late' })).toBe(false);
      expect(await store.authorisations.lease('k1', 1, 9000, 9999)).toBe(false);
      expect(await store.authorisations.get('k1')).toMatchObject({ sealed: 'new', version: 2, leaseUntil: 0 });
    });
  });
}

const everything = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined, limit: 50 };
