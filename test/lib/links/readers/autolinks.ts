import { leaf, type Rule } from './tree.ts';

/** Addresses with a scheme, as every channel links them: up to white space, without the punctuation behind them. */
export const schemeAddress: Rule = { pattern: /https?:\/\/[^\s<>"]*[^\s<>".,:;!?')\]]/y, read: leaf('link') };

/** What messengers and social networks turn into links by themselves; stricter than any single one. */
export const autolinks: readonly Rule[] = [
  schemeAddress,
  { pattern: /(?:ftp|tg):\/\/[^\s]+/y, read: leaf('link') },
  { pattern: /(?<![\p{L}\p{N}_])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/\S*)?/uy, read: leaf('link') },
  { pattern: /[@\uff20][\p{L}\p{N}_]+/uy, read: leaf('mention') },
  { pattern: /(?<![\p{L}\p{N}_])[#\uff03][\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/uy, read: leaf('tag') },
  { pattern: /(?<![\p{L}\p{N}_])\$[A-Za-z]{1,6}(?![\p{L}\p{N}])/uy, read: leaf('cashtag') },
  { pattern: /(?<![\p{L}\p{N}_/])\/[a-z]\w*/iuy, read: leaf('command') },
];
