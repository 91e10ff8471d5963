import { expect } from 'vitest';

// Vitest types its asymmetric matchers as any; here they are unknown, so that no any spreads through an expectation.
export const someText: unknown = expect.any(String);
export const someNumber: unknown = expect.any(Number);

export function textWith(part: string): unknown {
  return expect.stringContaining(part);
}

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

export function objectWith(members: Readonly<Record<string, unknown>>): unknown {
  return expect.objectContaining(members);
}
