/**
 * `npm run bench:server [PART…] [--full]`: what the backend costs, as ratios where both sides run in the same run. Without
 * `--full` the long parts are short.
 */
import process from 'node:process';
import { burst } from './bench/burst.ts';
import { cachedLinkCost } from './bench/cpu.ts';
import { kills } from './bench/kills.ts';
import { ledgerTimes } from './bench/ledger.ts';
import { mixedLoad } from './bench/mixed-load.ts';
import { signingCost } from './bench/signing.ts';
import { startup } from './bench/startup.ts';
import { team } from './bench/team.ts';

const full = process.argv.includes('--full');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const parts: Record<string, () => Promise<void>> = {
  cpu: async () => {
    const { echo, backend } = await cachedLinkCost();
    print('cached link request, all guards', `${ratio(backend, echo)} x a bare JSON echo`, '<= 2.20');
    print('  backend / echo', `${backend.toFixed(1)} / ${echo.toFixed(1)} us CPU a request`);
  },
  signing: async () => {
    for (const [kind, what] of [
      ['links', 'signature over 20 pages'],
      ['search', 'signature over 20 parameters'],
    ] as const) {
      const { hmac, sign, request } = signingCost(kind);
      print(what, `${ratio(hmac, sign)} of the bare HMAC's rate`, '>= 0.70');
      print('  bare / sign / whole request', `${[hmac, sign, request].map((us) => us.toFixed(1)).join(' / ')} us`);
    }
  },
  startup: async () => {
    await import('./build-server.ts');
    for (const script of ['.output/server/waybill.mjs', 'server/cli.ts']) {
      const { readyMs, idleMb } = await startup(script);
      print(`start of ${script}`, `${readyMs.toFixed(0)} ms, ${idleMb.toFixed(0)} MB idle`, '<= 400 ms, <= 110 MB');
    }
  },
  burst: async () => {
    for (const [engine, backends, most] of [
      ['SQLite', 1, 16],
      ['SQLite', 2, 40],
      ['PostgreSQL', 2, 40],
    ] as const) {
      const { calls, sentTwice, failed, p50, p99 } = await burst(engine, backends);
      const cost = `${calls} calls, ${sentTwice} sent twice, ${failed} failed`;
      print(`burst, ${backends} on ${engine}`, cost, `<= ${most}, 0, 0`);
      print('  p50 / p99', `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`);
    }
  },
  ledger: async () => {
    const large = full ? 1_000_000 : 100_000;
    const [few, many] = [await ledgerTimes(10_000), await ledgerTimes(large)];
    for (const [name, time] of Object.entries(many)) {
      const before = few[name] ?? Number.NaN;
      print(`ledger: ${name}`, `${ratio(time, before)} x (${before.toFixed(2)} -> ${time.toFixed(2)} ms)`, '<= 3');
    }
  },
  kills: async () => {
    for (const engine of ['SQLite', 'PostgreSQL'] as const) {
      const { rounds, answered, lost, calls, reserved, longestWait } = await kills(engine, full ? 20 : 3);
      print(`kill -9 on ${engine}, ${rounds} rounds`, `${lost} of ${answered} answered links lost`, '0');
      print('  gateway calls / reserved', `${calls} / ${reserved}`, 'never more than reserved');
      print('  longest wait for a dead claim', `${longestWait.toFixed(0)} ms`, '<= lease of 6 s');
    }
  },
  load: async () => {
    const { requests, failed, limited, perSecond, p50, p99, earlyMb, lateMb } = await mixedLoad(
      'SQLite',
      full ? 600 : 20,
    );
    print(
      'mixed load',
      `${failed} of ${requests} failed, ${limited} limited, ${perSecond.toFixed(0)} a second`,
      '0 failed',
    );
    print('  p50 / p99', `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`);
    print('  memory early / late', `${earlyMb.toFixed(0)} / ${lateMb.toFixed(0)} MB`, 'flat');
  },
  team: async () => {
    const { requests, retried, failed, lost } = await team();
    print('team behind a proxy, one killed', `${failed} of ${requests} failed after a retry, ${retried} retried`, '0');
    print('  answered links lost', String(lost), '0');
  },
};

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2);
}

function print(what: string, value: string, goal = ''): void {
  process.stdout.write(`${what.padEnd(40)} ${value.padEnd(44)} ${goal}\n`);
}

const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) await parts[name]?.();
process.exit(0);
