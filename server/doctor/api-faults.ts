import { commonParams, knownApis } from './apis.ts';
import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import { list } from './names.ts';
import type { SentRequest } from './read-request.ts';
import type { Target } from './target.ts';
import { sentValue } from './target.ts';

export function apiFaults(request: SentRequest, { api, kind, path, faults: found }: Target): Fault[] {
  const known = knownApis[api];
  const faults = valueFaults(request, api);
  if (kind === 'iop-business' && !sentValue(request, 'method')) {
    faults.push(fault('no-method', 'request', 'method is missing.', `Send method=${api} as a parameter, and sign it.`));
  }
  const misplaced = found.some(({ id }) => id === 'endpoint');
  if (kind === 'iop-system' && sentValue(request, 'method') && path !== '/rest' && !misplaced) {
    const what = 'method is not a parameter of an API with slashes; its path names it.';
    faults.push(fault('method-param', 'note', what, 'Leave it out.'));
  }
  if (known === undefined) return faults;
  const missing = known.required.filter((name) => !sentValue(request, name));
  if (missing.length > 0) {
    const what = `${api} also needs ${list(missing)}.`;
    faults.push(fault('missing-parameter', 'next', what, 'Without it the answer is MissingParameter.'));
  }
  const takes = new Set([...commonParams, ...known.required, ...known.optional]);
  const strange = request.params.map(({ name }) => name).filter((name) => !takes.has(name) && !/secret/i.test(name));
  if (strange.length > 0) {
    const what = `${list(strange)} ${strange.length > 1 ? 'are not parameters' : 'is not a parameter'} of ${api}.`;
    faults.push(
      fault(
        'not-a-parameter',
        'note',
        what,
        'Leave it out; it does no harm only as long as it is signed raw like the others.',
      ),
    );
  }
  return faults;
}

const LISTS: Record<string, number> = { source_values: 50, product_ids: 50, order_ids: 50, sku_ids: 20 };

function valueFaults(request: SentRequest, api: string): Fault[] {
  const faults: Fault[] = [];
  const code = sentValue(request, 'code');
  if (api.endsWith('/create') && code && (code.length < 10 || /^(test|code|your)/i.test(code))) {
    const what = `code=${code} is no authorisation code: with the right sign the answer is InvalidCode.`;
    faults.push(
      fault(
        'value',
        'next',
        what,
        'Take the code from the address that /oauth/authorize leads back to, and exchange it at once; it works one time.',
      ),
    );
  }
  const linkType = sentValue(request, 'promotion_link_type');
  if (linkType !== undefined && !/^[012]$/.test(linkType)) {
    const what = `promotion_link_type=${linkType} is not a link type.`;
    faults.push(fault('value', 'next', what, 'Send 0 (standard commission) or 2 (hot-product commission).'));
  }
  for (const [name, most] of Object.entries(LISTS)) {
    const count = (sentValue(request, name) ?? '').split(',').length;
    if (count > most)
      faults.push(fault('value', 'next', `${name} has ${count} entries.`, `Send up to ${most} in one call.`));
  }
  return faults;
}
