import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { StoreOptions } from '../../../server/store/store.ts';
import type { Worker } from './worker.ts';
import { startWorker } from './worker.ts';

const Counts = z.tuple([z.int(), z.int()]);
const Keys = z.tuple([z.array(z.string()), z.array(z.string())]);

/** What must hold when two processes use one store at the same moment, the very first moment included. */
export function describeTwoProcesses(engine: string, fresh: () => Promise<StoreOptions>): void {
  describe(`two processes on ${engine}`, () => {
    let one: Worker;
    let other: Worker;

    /** Both do a step at the same moment; neither begins before both have ended the step before. */
    function together(step: string, argument?: string): Promise<[unknown, unknown]> {
      return Promise.all([one.ask(step, argument), other.ask(step, argument)]);
    }

    beforeAll(async () => {
      [one, other] = await Promise.all([startWorker(), startWorker()]);
      await together('open', JSON.stringify(await fresh()));
    });
    afterAll(async () => {
      await together('close');
      one.stop();
      other.stop();
    });

    it('spend no more calls than the limit has', async () => {
      expect(sum(await together('spend'))).toBe(100);
    });

    it('claim every question once', async () => {
      const claimed = z.parse(Keys, await together('claim')).flat();
      expect(claimed).toHaveLength(300);
      expect(new Set(claimed).size).toBe(300);
    });

    it('write the ledger without losing a line of either', async () => {
      await together('write');
      expect(await together('count')).toEqual([400, 400]);
    });

    it('redeem a pairing code once', async () => {
      for (const selector of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) {
        await one.ask('pair', selector);
        expect(sum(await together('redeem', selector))).toBe(1);
      }
    });

    it('open a new database at the same moment, every time', async () => {
      for (let round = 0; round < 5; round += 1) {
        await together('close');
        await together('open', JSON.stringify(await fresh()));
      }
    });
  });
}

function sum(counts: unknown): number {
  const [one, other] = z.parse(Counts, counts);
  return one + other;
}
