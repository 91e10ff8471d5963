/**
 * `npm run bench:server [PART…] [--full]`: what the backend costs, as ratios where both sides run in the same run, each
 * with its goal. Without `--full` the long parts are short. Exit code 1 if a goal was missed.
 */
import process from 'node:process';
import { LEASE } from '../server/coalescing/shared-flight.ts';
import { burst } from './bench/burst.ts';
import { cachedLinkCost } from './bench/cpu.ts';
import { kills } from './bench/kills.ts';
import { ledgerTimes } from './bench/ledger.ts';
import { mixedLoad } from './bench/mixed-load.ts';
import { createReport } from './bench/report.ts';
import { signingCost } from './bench/signing.ts';
import { startups } from './bench/startup.ts';
import { team } from './bench/team.ts';

/** Time to notice that a claim is over and to ask the gateway of the bench, in milliseconds. */
const ASK_ANEW_MS = 500;

const full = process.argv.includes('--full');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const { goal, note, failed } = createReport((line) => process.stdout.write(line));

const parts: Record<string, () => Promise<void>> = {
  cpu: async () => {
    const { echo, backend, ratio, quarter, threeQuarters } = await cachedLinkCost();
    goal('cached link request, all guards', ratio, '<=', 2.2, 'x a bare JSON echo');
    note('  middle half of the rounds', `${quarter.toFixed(2)} to ${threeQuarters.toFixed(2)}`);
    note('  backend / echo', `${backend.toFixed(1)} / ${echo.toFixed(1)} us CPU a request`);
  },
  signing: async () => {
    for (const [kind, what] of [
      ['links', 'signature over 20 pages'],
      ['search', 'signature over 20 parameters'],
    ] as const) {
      const { hmac, sign, request, share } = signingCost(kind);
      goal(what, share, '>=', 0.7, "of the bare HMAC's rate");
      note('  bare / sign / whole request', `${[hmac, sign, request].map((us) => us.toFixed(1)).join(' / ')} us`);
    }
  },
  startup: async () => {
    await import('./build-server.ts');
    for (const { way, first, readyMs, cpuMs, idleMb } of await startups()) {
      goal(`${way}: ready`, readyMs, '<=', 400, 'ms');
      goal(`${way}: idle memory`, idleMb, '<=', 110, 'MB');
      note('  CPU time until then', `${cpuMs.toFixed(0)} ms`);
      note('  very first start', `${first.readyMs.toFixed(0)} ms, ${first.idleMb.toFixed(0)} MB`);
    }
  },
  burst: async () => {
    for (const [engine, backends, most] of [
      ['SQLite', 1, 16],
      ['SQLite', 2, 40],
      ['PostgreSQL', 2, 40],
    ] as const) {
      const { calls, sentTwice, failed, p50, p99 } = await burst(engine, backends);
      goal(`burst, ${backends} on ${engine}`, calls, '<=', most, 'calls');
      goal('  sent twice', sentTwice, '<=', 0, 'pages');
      goal('  failed', failed, '<=', 0, 'requests');
      note('  p50 / p99', `${p50.toFixed(0)} / ${p99.toFixed(0)} ms`);
    }
  },
  ledger: async () => {
    const large = full ? 1_000_000 : 100_000;
    const [few, many] = [await ledgerTimes(10_000), await ledgerTimes(large)];
    for (const [name, time] of Object.entries(many)) {
      const before = few[name] ?? Number.NaN;
      goal(`ledger: ${name}`, time / before, '<=', 3, `x (${before.toFixed(2)} -> ${time.toFixed(2)} ms)`);
    }
  },
  kills: async () => {
    for (const engine of ['SQLite', 'PostgreSQL'] as const) {
      const { rounds, answered, lost, calls, reserved, longestWait } = await kills(engine, full ? 20 : 3);
      goal(`kill -9 on ${engine}, ${rounds} rounds`, lost, '<=', 0, `of ${answered} answered links lost`);
      goal('  gateway calls', calls, '<=', reserved, 'that were reserved');
      // What was claimed just before the kill waits for the whole lease; then it is noticed and asked for.
      goal(
        '  longest wait for a dead claim',
        longestWait,
        '<=',
        LEASE + ASK_ANEW_MS,
        `ms (${LEASE} of them the lease)`,
      );
    }
  },
  load: async () => {
    const { requests, failed, limited, perSecond, p50, p99, earlyMb, lateMb } = await mixedLoad(
      'SQLite',
      full ? 600 : 20,
    );
    goal('mixed load', failed, '<=', 0, `of ${requests} failed`);
    goal('  memory at the end', lateMb / earlyMb, '<=', 1.25, `x (${earlyMb.toFixed(0)} -> ${lateMb.toFixed(0)} MB)`);
    note(
      '  p50 / p99',
      `${p50.toFixed(1)} / ${p99.toFixed(1)} ms, ${perSecond.toFixed(0)} a second, ${limited} limited`,
    );
  },
  team: async () => {
    const { requests, retried, failed, lost } = await team();
    goal('team behind a proxy, one killed', failed, '<=', 0, `of ${requests} failed after a retry`);
    goal('  answered links lost', lost, '<=', 0, 'links');
    note('  retried', String(retried));
  },
};

const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) await parts[name]?.();
process.exit(failed() === 0 ? 0 : 1);
