import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

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
        },
      },
      {
        test: {
          name: 'server',
          include: ['test/{server,scripts,meta}/**/*.test.ts'],
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
          // After everything else: these measure, and share the machine with two browsers already.
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
