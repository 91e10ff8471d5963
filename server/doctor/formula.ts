import { createHash, createHmac } from 'node:crypto';

/** A way to turn a base string into hex, by how its result looks: 32, 40, 64 or 128 digits. */
const hashes = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' } as const;

export type Hash = (typeof hashes)[keyof typeof hashes];

/** The hash whose digest has that many hex digits. */
export function hashOfLength(digits: number): Hash | undefined {
  return (hashes as Record<number, Hash>)[digits];
}

/** Where the secret stands in the text that is hashed: nowhere (it is the HMAC key alone), around, before, or behind. */
export type Sandwich = 'none' | 'both' | 'front' | 'back';

export type Values = 'raw' | 'percent' | 'form' | 'plus' | 'trimmed';
export type Order = 'bytes' | 'sent' | 'locale' | 'numeric' | 'folded' | 'reverse';
export type Join = 'none' | 'query' | 'equals';

/** Everything that can go wrong between the parameters and the sign, one choice per step. */
export type Formula = {
  hash: Hash;
  keyed: boolean;
  sandwich: Sandwich;
  secret: string;
  prefix: string;
  /** Names that were left out of the base string, and pairs that were put in although they are not sent. */
  without: readonly string[];
  extra: readonly (readonly [string, string])[];
  values: Values;
  order: Order;
  join: Join;
};

/** A parameter with its text as a form decoder reads it, and as it was written. */
export type FormulaParam = { name: string; value: string; raw: string };

/** The part of a formula that makes one text of the parameters; the rest puts the secret and the prefix to it. */
export type PairsFormula = Pick<Formula, 'without' | 'extra' | 'values' | 'order' | 'join'>;

/** The parameters as one text. */
export function pairsText(formula: PairsFormula, params: readonly FormulaParam[]): string {
  const pairs = ordered(chosen(formula, params), formula.order).map(([name, value]) =>
    formula.join === 'none' ? name + value : `${name}=${value}`,
  );
  return pairs.join(formula.join === 'query' ? '&' : '');
}

/** The upper-case hex that a formula gives for parameters that are one text already. */
export function digestOf(formula: Omit<Formula, keyof PairsFormula>, pairs: string): string {
  const { hash, keyed, secret, sandwich, prefix } = formula;
  const front = sandwich === 'both' || sandwich === 'front' ? secret : '';
  const back = sandwich === 'both' || sandwich === 'back' ? secret : '';
  const digest = keyed ? createHmac(hash, secret) : createHash(hash);
  return digest.update(`${front}${prefix}${pairs}${back}`, 'utf8').digest('hex').toUpperCase();
}

function chosen({ without, extra, values }: PairsFormula, params: readonly FormulaParam[]): [string, string][] {
  const kept = params.filter(({ name }) => name !== 'sign' && !without.includes(name));
  const added = extra.filter(([name]) => !kept.some((param) => param.name === name));
  return [
    ...kept.map((param): [string, string] => [param.name, spelled(param, values)]),
    ...added.map(([name, value]): [string, string] => [name, value]),
  ];
}

/** A value as some client spelled it before signing. */
export function spelled({ value, raw }: Pick<FormulaParam, 'value' | 'raw'>, values: Values): string {
  switch (values) {
    case 'raw':
      return value;
    case 'percent':
      return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD'));
    case 'form':
      return new URLSearchParams({ v: value }).toString().slice(2);
    case 'plus':
      return new URLSearchParams(`v=${raw.replaceAll('+', '%2B')}`).get('v') ?? value;
    case 'trimmed':
      return value.trim();
  }
}

/** Names in one of the orders that clients use; only `bytes` is right. */
export function ordered(pairs: readonly [string, string][], order: Order): [string, string][] {
  if (order === 'sent') return [...pairs];
  return [...pairs].sort(([a], [b]) => comparators[order](a, b));
}

const plain = (a: string, b: string) => (a < b ? -1 : Number(a > b));

const comparators: Record<Exclude<Order, 'sent'>, (a: string, b: string) => number> = {
  bytes: (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
  locale: (a, b) => a.localeCompare(b, 'en'),
  numeric: (a, b) => integerFirst(a, b) ?? plain(a, b),
  folded: (a, b) => plain(a.toLowerCase(), b.toLowerCase()),
  reverse: (a, b) => -plain(a, b),
};

/** As PHP's ksort and JavaScript's objects do: names that look like integers by their number, before all others. */
function integerFirst(a: string, b: string): number | undefined {
  const [left, right] = [a, b].map((name) => (/^(0|[1-9]\d*)$/.test(name) ? Number(name) : undefined));
  if (left !== undefined && right !== undefined) return left - right;
  if (left !== undefined) return -1;
  return right === undefined ? undefined : 1;
}
