import type * as z from 'zod/mini';

/** One thing that is wrong with something a person gave: where, what, and what to do. */
export interface Problem {
  /** As a person would point at it: `presets[2].trackingId`. Empty for the whole. */
  field: string;
  message: string;
  hint?: string;
}

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

export function problem(field: string, message: string, hint?: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ field, message, ...(hint !== undefined && { hint }) }] };
}

/** What the fields of our files must be, where it is not one of a list. */
const mustBe: Readonly<Record<string, string>> = {
  id: '1 to 64 letters, digits, "-" or "_"',
  name: 'a name of 1 to 60 characters',
  trackingId: 'a tracking id of 1 to 64 letters, digits, "-" or "_", or null for the default',
  cn: '1 to 64 letters, digits, ".", "-" or "_"',
  cv: '1 to 64 letters, digits, ".", "-" or "_"',
  dp: '1 to 64 letters, digits, ".", "-" or "_"',
  currency: 'three capital letters such as "EUR", or null',
  language: 'two small letters such as "de", or null',
  country: 'two capital letters such as "DE"',
  text: 'a text that is not empty and not longer than allowed',
  kind: 'one of the known kinds',
  output: 'a format or a template',
  disclosure: 'the words of a country, own words, or none',
  subIds: 'an object with cn, cv and dp, each optional',
  presets: 'a list of 1 to 100 presets',
  on: 'true or false',
  copyOnOpen: 'true or false',
};

/** Parses a value; the problems name the fields below `field`. */
export function check<S extends z.ZodMiniType>(schema: S, value: unknown, field = ''): Checked<z.output<S>> {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: parsed.error.issues.map((issue) => explain(issue, field)) };
}

function explain(issue: z.core.$ZodIssue, above: string): Problem {
  const field = issue.path.reduce<string>(joinField, above);
  return { field, message: `${field || 'The value'} must be ${wanted(issue)}.` };
}

function joinField(field: string, step: PropertyKey): string {
  if (typeof step === 'number') {
    return `${field}[${step}]`;
  }
  return field === '' ? String(step) : `${field}.${String(step)}`;
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') {
    return issue.values.map((value) => JSON.stringify(value)).join(' or ');
  }
  const last = issue.path.findLast((step) => typeof step === 'string');
  return mustBe[last ?? ''] ?? (issue.code === 'invalid_type' ? `of type ${issue.expected}` : 'valid');
}

/** Reads JSON text; the message says where it breaks if the browser does. */
export function parseJson(text: string): Checked<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    const detail = error instanceof Error ? ` (${error.message})` : '';
    return problem('', `This is not JSON${detail}.`, 'Choose the file that was exported, unchanged.');
  }
}
