const lookAlikes: Readonly<Record<string, string>> = {
  '*': '\u2217',
  _: '\uff3f',
  '~': '\u223c',
  '`': '\u02cb',
  '-': '\u2010',
  '<': '\u2039',
  '>': '\u203a',
};

/**
 * For channels that format text but know no escape: a mark at the edge of a word, where it could open or close
 * something, is replaced by a character that looks like it. Inside a word (`5*5`, `a_b`) it means nothing and stays.
 */
export function replaceMarks(value: string, marks: RegExp): string {
  return value.replace(marks, (mark) => lookAlikes[mark] ?? mark);
}
