import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { StoreOptions } from '../../../server/store/store.ts';

const WORKER = fileURLToPath(new URL('./store-worker.ts', import.meta.url));

const Report = z.object({ granted: z.int(), claimed: z.array(z.string()), redeemed: z.int(), written: z.int() });

/** What must hold when two processes use one store at the same moment, the very first moment included. */
export function describeTwoProcesses(engine: string, fresh: () => Promise<StoreOptions>): void {
  describe(`two processes on ${engine}`, () => {
    it('migrate, spend, claim, redeem and write together without loss or excess', async () => {
      const options = await fresh();
      const startAt = String(Date.now() + 1500);
      const worker = async (name: string) => {
        const { stdout } = await promisify(execFile)(process.execPath, [
          WORKER,
          JSON.stringify(options),
          name,
          startAt,
        ]);
        return z.parse(Report, JSON.parse(stdout));
      };
      const [one, two] = await Promise.all([worker('one'), worker('two')]);
      expect(one.granted + two.granted).toBe(100);
      const claimed = [...one.claimed, ...two.claimed];
      expect(claimed).toHaveLength(300);
      expect(new Set(claimed).size).toBe(300);
      expect(one.redeemed + two.redeemed).toBe(1);
      expect([one.written, two.written]).toContain(400);
    });
  });
}
