import type { Wording } from '../wording.ts';

/** A finished post. */
export interface Post {
  text: string;
  /** For `text/html` on the clipboard, where the channel can paste rich text. */
  html?: string;
  /** By the channel's own count, where it has one that a post can meet. */
  length?: { used: number; limit: number };
}

/**
 * One place that posts go to: its shipped format, and how a value is made safe in it. `before` is the author's
 * own markup directly before the value on its line, empty at the start of a line: it tells an address in `(` `)` from
 * one that stands alone, and a dash that starts a list from one that does not.
 */
export interface Channel {
  /** Turns names, tags and addresses in plain text into links by itself, and gives no way to escape them. */
  linksByItself: boolean;
  text(value: string, before: string): string;
  address(url: string, before: string): string;
  /** The shipped format: the disclosure stands before the link. */
  write(wording: Wording): string;
  /** The text as HTML for rich pasting. */
  rich?(text: string): string;
  /** The channel's limit and how it counts towards it. */
  measure?: { limit: number; of(text: string): number };
}
