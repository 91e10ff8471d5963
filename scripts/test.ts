import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { needBrowser } from './browser/install.ts';
import { run } from './run.ts';

/** Everything that must hold before a change lands; the last line counts what passed and what failed. */

const root = join(import.meta.dirname, '..');
const RESULTS = join(root, '.vitest/results.json');

type Check = { name: string; commands: string[][] };

const checks: Check[] = [
  { name: 'format', commands: [['biome', 'format', '.']] },
  {
    name: 'lint',
    commands: [
      ['biome', 'lint', '--error-on-warnings', '.'],
      ['oxlint', '--type-aware'],
    ],
  },
  {
    name: 'types',
    commands: [
      ['tsc', '--noEmit'],
      ['tsc', '--noEmit', '-p', 'tsconfig.node.json'],
    ],
  },
  { name: 'unused code', commands: [['knip']] },
  {
    name: 'build',
    commands: [
      ['wxt', 'build'],
      ['wxt', 'build', '-b', 'firefox'],
    ],
  },
  { name: 'store rules', commands: [['addons-linter', '--warnings-as-errors=false', '.output/firefox-mv3']] },
];

type Count = { passed: number; failed: number };

async function main(): Promise<number> {
  const total: Count = { passed: 0, failed: 0 };
  for (const check of checks) add(total, await runCheck(check));
  add(total, await runTests());
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

function add(total: Count, count: Count): void {
  total.passed += count.passed;
  total.failed += count.failed;
}

/** Quiet when all is well; the tools' own words when not. */
async function runCheck({ name, commands }: Check): Promise<Count> {
  const started = performance.now();
  for (const command of commands) {
    const { code, output } = await run(command, 'collect');
    if (code === 0) continue;
    console.log(`${output}\n✗ ${name}: ${command.join(' ')} ended with ${code}`);
    return { passed: 0, failed: 1 };
  }
  console.log(`✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return { passed: 1, failed: 0 };
}

async function runTests(): Promise<Count> {
  try {
    process.env.CHROMIUM_PATH = await needBrowser('chromium', console.log);
    process.env.FIREFOX_PATH = await needBrowser('firefox', console.log);
  } catch (error) {
    console.log(`✗ browsers: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
  const vitest = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const { code } = await run(vitest, 'show');
  const { numPassedTests, numFailedTests } = await readResults();
  // A run can fail without a failing test: an unhandled error, a file that does not load.
  return { passed: numPassedTests, failed: numFailedTests || (code === 0 ? 0 : 1) };
}

async function readResults(): Promise<{ numPassedTests: number; numFailedTests: number }> {
  const results: unknown = JSON.parse(await readFile(RESULTS, 'utf8').catch(() => '{}'));
  const count = (name: string): number => {
    const value = (results as Record<string, unknown>)[name];
    return typeof value === 'number' ? value : 0;
  };
  return { numPassedTests: count('numPassedTests'), numFailedTests: count('numFailedTests') };
}

process.exitCode = await main();
