import type { Failure } from '../../lib/contract/failure.ts';
import { failure } from '../../lib/contract/failure.ts';
import { MAX_URL_LENGTH, MAX_URLS } from '../../lib/contract/links.ts';
import type { Payload, Post, PostResult } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { FoundAddress } from '../../lib/product/addresses-in-text.ts';
import { findAddresses } from '../../lib/product/addresses-in-text.ts';

/** One address that a link is wanted for. */
export type Target = {
  /** What is sent; it is also the target's name. */
  url: string;
  productId: string | null;
  /** It came through somebody's affiliate link. */
  tagged: boolean;
};

type Result = { ok: true; post: Post } | { ok: false; failure: Failure };

/** One line of the table: a target, the preset it is made with, and what became of it; null while that is open. */
export type Line = Target & { presetId: string; result: Result | null };

/** Products in one gateway call (docId 1385): a step of progress that costs no call more. */
const STEP = 50;

/** The addresses in a text, as many as are made in one go, and how many more there are. */
export function targetsIn(text: string): { targets: Target[]; more: number } {
  const found = findAddresses(text).map(targetOf);
  return { targets: found.slice(0, MAX_URLS), more: Math.max(found.length - MAX_URLS, 0) };
}

function targetOf({ address }: FoundAddress): Target {
  return {
    url: address.kind === 'product' ? address.canonicalUrl : address.url,
    productId: address.kind === 'product' ? address.productId : null,
    tagged: 'tagged' in address && address.tagged,
  };
}

/** Lines for a press. What was already made with the same preset is kept, so that a failure now costs nothing. */
export function startLines(targets: readonly Target[], presetId: string, before: readonly Line[]): Line[] {
  const made = new Map(before.filter((line) => line.presetId === presetId && line.result?.ok).map((l) => [l.url, l]));
  return targets.map((target) => made.get(target.url) ?? { ...target, presetId, result: refusedHere(target) });
}

/** Longer than any address that a message takes along; one such line must not fail the others. */
function refusedHere({ url }: Target): Result | null {
  if (url.length <= MAX_URL_LENGTH) return null;
  return { ok: false, failure: failure('too_large', { message: 'This address is too long.', hint: 'Shorten it.' }) };
}

/** Opens the failed lines again that may succeed without anybody changing anything. */
export function reopenRetryable(lines: readonly Line[]): Line[] {
  return lines.map((line) => (isRetryable(line) ? { ...line, result: null } : line));
}

export function isRetryable({ result }: Line): boolean {
  return result !== null && !result.ok && result.failure.retryable;
}

/** Whether the lines say something of every target with this preset: then making them again is not the next thing. */
export function coversAll(lines: readonly Line[], targets: readonly Target[], presetId: string | undefined): boolean {
  const told = new Set(lines.filter((line) => line.presetId === presetId).map(({ url }) => url));
  return told.size > 0 && targets.every(({ url }) => told.has(url));
}

export function madePosts(lines: readonly Line[]): Post[] {
  return lines.flatMap(({ result }) => (result?.ok ? [result.post] : []));
}

export function countOf(lines: readonly Line[]): { made: number; failed: number; open: number; retryable: number } {
  const made = madePosts(lines).length;
  const open = lines.filter(({ result }) => result === null).length;
  return { made, open, failed: lines.length - made - open, retryable: lines.filter(isRetryable).length };
}

type AskForPosts = (request: Payload<'posts.make'>) => Promise<Outcome<PostResult[]>>;

/**
 * Makes every open line, a gateway call's worth at a time, and shows the lines after each. When a whole step fails, the
 * lines still open get its reason, and those that were made stay.
 */
export async function makeLines(
  lines: readonly Line[],
  askForPosts: AskForPosts,
  show: (lines: Line[]) => void,
): Promise<Line[]> {
  let current = [...lines];
  for (;;) {
    const step = current.filter(({ result }) => result === null).slice(0, STEP);
    const [first] = step;
    if (!first) return current;
    const answer = await askForPosts({ urls: step.map(({ url }) => url), presetId: first.presetId });
    current = answer.ok ? settle(current, step, answer.value) : settleOpen(current, answer.failure);
    show(current);
  }
}

/** Answers come in the order of the request; a line without one would stay open for ever. */
function settle(lines: Line[], step: Line[], answers: PostResult[]): Line[] {
  const results = new Map(step.map(({ url }, index) => [url, answers[index] ?? missing]));
  return lines.map((line) => ({ ...line, result: results.get(line.url) ?? line.result }));
}

const missing: Result = { ok: false, failure: failure('internal') };

function settleOpen(lines: Line[], reason: Failure): Line[] {
  return lines.map((line) => (line.result === null ? { ...line, result: { ok: false, failure: reason } } : line));
}
