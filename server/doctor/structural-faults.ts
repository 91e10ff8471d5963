import { apiFaults } from './api-faults.ts';
import { requiredCommon } from './apis.ts';
import { credentialFaults } from './credential-faults.ts';
import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import { areOrIs, list } from './names.ts';
import type { SentRequest } from './read-request.ts';
import { signFaults, signMethodFaults } from './sign-faults.ts';
import type { Structure } from './structure.ts';
import { sentValue } from './target.ts';
import { timestampFaults } from './timestamp-faults.ts';
import { blankAndDoubleFaults, encodingFaults, placeFaults } from './wire-faults.ts';

/** All faults that show in the parameters themselves. */
export function structuralFaults(structure: Structure): Fault[] {
  return [
    ...(structure.target?.faults ?? [unnamedFault(structure.request)]),
    ...placeFaults(structure.request),
    ...commonFaults(structure.request),
    ...credentialFaults(structure),
    ...signFaults(structure.request),
    ...signMethodFaults(structure.request),
    ...timestampFaults(structure),
    ...blankAndDoubleFaults(structure.request),
    ...encodingFaults(structure.request),
    ...(structure.target ? apiFaults(structure.request, structure.target) : []),
  ];
}

function unnamedFault({ address }: SentRequest): Fault {
  const what = 'Nothing in the request says which API it is for.';
  const remedy = address
    ? 'At /sync, send method=aliexpress.affiliate.… as a parameter; under /rest, the path names the API.'
    : 'Give the whole address, or a body with "method" in it.';
  return fault('no-method', 'request', what, remedy);
}

function commonFaults(request: SentRequest): Fault[] {
  const missing = requiredCommon.filter((name) => !sentValue(request, name));
  if (missing.length === 0) return [];
  const what = `${list(missing)} ${areOrIs(missing)} missing.`;
  return [fault('missing-common', 'request', what, 'Every call needs app_key, timestamp, sign_method and sign.')];
}
