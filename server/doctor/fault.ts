/**
 * One thing that is wrong with a request, or worth knowing about it.
 *
 * - `sign`: it made the sign wrong.
 * - `request`: it makes the gateway refuse the request whatever its sign.
 * - `next`: it will come up once the sign is right.
 * - `note`: it does no harm here.
 */
export type Fault = { id: FaultId; kind: 'sign' | 'request' | 'next' | 'note'; what: string; remedy: string };

/** The order in which to look: what the gateway checks first comes first; note comes last. */
const RANKS = [
  'not-a-request',
  'old-gateway',
  'other-host',
  'plain-http',
  'json-body',
  'in-header',
  'endpoint',
  'no-method',
  'missing-common',
  'app-key-form',
  'swapped',
  'other-key',
  'secret-sent',
  'secret-spelling',
  'secret-key',
  'sign-form',
  'sign-length',
  'digest',
  'sandwich',
  'prefix',
  'unsigned',
  'extra',
  'timestamp-signed',
  'blank',
  'twice',
  'encoded',
  'plus',
  'trimmed',
  'separators',
  'order',
  'case',
  'sign-method',
  'timestamp',
  'method-param',
  'not-a-parameter',
  'missing-parameter',
  'value',
  'wire-encoding',
  'answer',
] as const;

export type FaultId = (typeof RANKS)[number];

/** Sorts faults by the order in which they are best repaired. */
export function byRank(faults: readonly Fault[]): Fault[] {
  const urgency = { request: 0, sign: 0, next: 1, note: 2 };
  return [...faults].sort((a, b) => urgency[a.kind] - urgency[b.kind] || RANKS.indexOf(a.id) - RANKS.indexOf(b.id));
}

export function fault(id: FaultId, kind: Fault['kind'], what: string, remedy: string): Fault {
  return { id, kind, what, remedy };
}
