/** A stand-in gateway as a process of its own, as slow as BENCH_GATEWAY_MS says. */
import { SANDBOX, startSandbox } from '../../server/sandbox/index.ts';
import { reportCpu } from './child.ts';

const sandbox = await startSandbox();
sandbox.faults.add({ kind: 'delay', ms: Number(process.env.BENCH_GATEWAY_MS ?? 80) }, { times: Infinity });
process.on('message', (message) => {
  if (message === 'calls') process.send?.(sandbox.calls.map((call) => call.params.source_values?.split(',') ?? []));
});
process.once('SIGTERM', () => void sandbox.close().then(() => process.exit(0)));
reportCpu(sandbox.origin, SANDBOX.appSecret);
