import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** On a machine of two cores Vitest would use one. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [await WxtVitest()],
        test: {
          name: 'extension',
          environment: 'happy-dom',
          restoreMocks: true,
          // Property tests make thousands of cases, also on a machine that is busy with other things.
          testTimeout: 30_000,
          include: ['test/{lib,components,entrypoints}/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/fake-browser.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers,
        },
      },
      {
        test: {
          name: 'server',
          include: ['test/{server,scripts,meta}/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers,
          // Some start processes and database servers, on machines of two cores.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browsers',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          // After everything else: these measure, and share the machine with two browsers already. The others need
          // an order too: with none and one worker, Vitest 5 runs a project after those that have one.
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
