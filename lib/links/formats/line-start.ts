/**
 * Whether what stands before a value on its line leaves the value at the start of a block: nothing, or only the marks
 * of lists and quotes, behind which a heading or another list may begin.
 */
export function opensBlock(before: string): boolean {
  return /^(?:\s*(?:[-*+>]|\d+[.)])\s+)*$/.test(before);
}
