/** Reads an address as the browser would; undefined for text that is none. The scheme must be http or https. */
export function readUrl(input: string): URL | undefined {
  const text = withScheme(pastedText(input));
  return (text && URL.parse(text)) || undefined;
}

/** Forgives what pasting does: space and invisible marks around the text, line breaks in it, `&amp;` for `&`. */
function pastedText(input: string): string {
  const edge = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069]/;
  let start = 0;
  let end = input.length;
  while (start < end && edge.test(input.charAt(start))) start++;
  while (end > start && edge.test(input.charAt(end - 1))) end--;
  return input
    .slice(start, end)
    .replace(/[\t\n\r]/g, '')
    .replace(/&(?:amp;)+/g, '&');
}

/** Completes `//host/...` and `host.name/...`; undefined for other schemes and for words. */
function withScheme(text: string): string | undefined {
  if (/^https?:/i.test(text)) return text;
  if (text.startsWith('//')) return `https:${text}`;
  return /^[^\s/?#@:\\]+\.[^\s/?#@:\\.]+(?::\d+)?(?:[/?#]|$)/.test(text) ? `https://${text}` : undefined;
}

/** Real links to AliExpress go over http or https and carry no user name and no port of their own. */
export function isPlain({ protocol, username, password, port }: URL): boolean {
  return /^https?:$/.test(protocol) && !(username || password || port);
}

/** The query and the fragment: some trackers write a bare `#` into a value, which cuts the query short. */
export function parametersOf({ search, hash }: URL): URLSearchParams {
  return new URLSearchParams(`${search.slice(1)}&${hash.slice(1)}`);
}
