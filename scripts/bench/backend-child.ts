/** A backend as a process that is measured; configured by its environment, in sandbox mode unless told otherwise. */
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { startBackend } from '../../server/main.ts';
import { reportCpu } from './child.ts';

const outcome = readConfig({
  env: { WAYBILL_RATE_LIMIT: '1000000000', PORT: '0', ...process.env },
  readSecretFile: () => ({ text: '', worldReadable: false }),
});
if (!outcome.ok) throw new Error(outcome.line);
const backend = await startBackend(outcome.config, { log: createLog('error', []) });
const { token } = await backend.services.tokens.createUnder('bench', { trackingIds: null, isOwner: true });
process.once('SIGTERM', () => void backend.close().then(() => process.exit(0)));
reportCpu(backend.origin, token);
