import type { Refusal } from './refusal.ts';

/** What link.generate can do to its entries. */
export type LinkChange =
  | 'missing'
  | 'without-link'
  | 'with-message'
  | 'extra'
  | 'foreign-host'
  | 'request-order'
  | 'reversed';

/** What can be odd about the answer of productdetail.get and of the product lists. */
export type ProductChange = 'missing' | 'without-title' | 'extra' | 'reversed';

/** Something that goes wrong on purpose. Faults of different stages add up, of one stage the oldest applies. */
export type Fault =
  /** Stage "pace": answers later, in milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Stage "transport": never answers, closes the connection without a word, or is a broken proxy. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'http'; readonly status: number; readonly body: 'json' | 'html' }
  /** Stage "body": half of the body and then a closed connection, half of it as if it were all, bytes, another shape. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'wrong-shape' }
  /** Stage "answer": a code of the gateway or of a method. Only a correctly signed call gets it. */
  | ErrorFault
  | {
      readonly kind: 'resp-code';
      readonly respCode: number;
      readonly respMsg?: string;
      /** The code as a string, as in the documents' samples. */
      readonly asString?: boolean;
    }
  /** Stage "links": only link.generate has them. */
  | { readonly kind: 'links'; readonly change: LinkChange }
  /** Stage "products": only methods that answer with a list of products have them. */
  | { readonly kind: 'products'; readonly change: ProductChange };

/** A code of the gateway; type and message come from its table of known errors unless they are given. */
export interface ErrorFault extends Partial<Omit<Refusal, 'code'>> {
  readonly kind: 'error';
  readonly code: string | number;
  /** N of "this ban will last N seconds", 1 unless given. */
  readonly banSeconds?: number;
  /** Refuses every further call of the key until the ban is over. Otherwise the seconds are only said. */
  readonly enforced?: boolean;
}

export interface FaultScope {
  /** Calls it applies to; 1 by default, `Infinity` until cleared. */
  readonly times?: number;
  /** A dotted or slash API name; any method by default. */
  readonly method?: string;
}

export interface Faults {
  /** Returns a function that takes the fault back. */
  add(fault: Fault, scope?: FaultScope): () => void;
  clear(): void;
}

const STAGES = {
  delay: 'pace',
  hang: 'transport',
  drop: 'transport',
  http: 'transport',
  cut: 'body',
  truncated: 'body',
  garbage: 'body',
  'wrong-shape': 'body',
  error: 'answer',
  'resp-code': 'answer',
  links: 'links',
  products: 'products',
} as const satisfies Record<Fault['kind'], string>;

interface Waiting {
  readonly fault: Fault;
  readonly method: string | undefined;
  left: number;
}

/** The faults that wait for calls. `take` draws those for one call: the oldest of each stage. */
export function createFaults(): Faults & { take(method: string): readonly Fault[] } {
  let waiting: Waiting[] = [];
  return {
    add(fault, { times = 1, method } = {}) {
      const entry = { fault, method, left: times };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    clear() {
      waiting = [];
    },
    take(method) {
      const drawn = new Map<string, Waiting>();
      for (const entry of waiting) {
        const stage = STAGES[entry.fault.kind];
        const applies = entry.method === undefined || entry.method === method;
        if (applies && !drawn.has(stage)) drawn.set(stage, entry);
      }
      for (const entry of drawn.values()) entry.left -= 1;
      waiting = waiting.filter((entry) => entry.left > 0);
      return [...drawn.values()].map((entry) => entry.fault);
    },
  };
}

/** The drawn fault of one kind, if there is one. */
export function drawnFault<Kind extends Fault['kind']>(
  drawn: readonly Fault[],
  kind: Kind,
): Extract<Fault, { kind: Kind }> | undefined {
  return drawn.find((fault): fault is Extract<Fault, { kind: Kind }> => fault.kind === kind);
}
