/** A request as the options of a curl command describe it. */
export type CurlRequest = {
  url: string | undefined;
  httpMethod: string | undefined;
  /** The body as it would be sent, parts joined with `&`. */
  body: string | undefined;
  /** `-G`: the body goes into the query. */
  bodyInQuery: boolean;
  headers: [name: string, value: string][];
};

const BODY_AS_IT_IS = new Set(['-d', '--data', '--data-raw', '--data-ascii', '--data-binary']);
const FORM_FIELDS = new Set(['-F', '--form', '--form-string']);

/** Options that take a value which says nothing about the parameters. */
const SKIPPED_WITH_VALUE = new Set(
  '-A --user-agent -b --cookie -c --cookie-jar -e --referer -m --max-time -o --output -u --user -w --write-out -x --proxy --connect-timeout --retry --cacert --resolve'.split(
    ' ',
  ),
);

/** Reads a curl command as a shell would pass it on, quotes, backslashes and `$'...'` included. */
export function readCurl(command: string): CurlRequest {
  const request: CurlRequest = {
    url: undefined,
    httpMethod: undefined,
    body: undefined,
    bodyInQuery: false,
    headers: [],
  };
  const words = shellWords(command).slice(1);
  for (let at = 0; at < words.length; at++) {
    const [option = '', attached] = splitOption(words[at] ?? '');
    const takesValue = takesAValue(option);
    const value = attached ?? (takesValue ? (words[at + 1] ?? '') : '');
    if (takesValue && attached === undefined) at += 1;
    apply(request, option, value);
  }
  return request;
}

function takesAValue(option: string): boolean {
  return (
    BODY_AS_IT_IS.has(option) ||
    FORM_FIELDS.has(option) ||
    SKIPPED_WITH_VALUE.has(option) ||
    ['-X', '--request', '-H', '--header', '--data-urlencode', '--url'].includes(option)
  );
}

/** `--data=x` and `-XPOST` carry their value with them. */
function splitOption(word: string): [option: string, value?: string] {
  const long = /^(--[\w-]+)=(.*)$/s.exec(word);
  if (long?.[1] !== undefined && long[2] !== undefined) return [long[1], long[2]];
  const short = /^(-[XHdFAbeomuwx])(.+)$/s.exec(word);
  return short?.[1] !== undefined && short[2] !== undefined ? [short[1], short[2]] : [word];
}

function apply(request: CurlRequest, option: string, value: string): void {
  if (BODY_AS_IT_IS.has(option)) addToBody(request, value);
  else if (option === '--data-urlencode') addToBody(request, urlEncoded(value));
  else if (FORM_FIELDS.has(option)) addToBody(request, urlEncoded(value));
  else if (option === '-X' || option === '--request') request.httpMethod = value.toUpperCase();
  else if (option === '-H' || option === '--header') addHeader(request, value);
  else if (option === '-G' || option === '--get') request.bodyInQuery = true;
  else if (option === '--url') request.url = value;
  else if (!option.startsWith('-')) request.url ??= option;
}

function addToBody(request: CurlRequest, part: string): void {
  request.body = request.body === undefined ? part : `${request.body}&${part}`;
}

function addHeader(request: CurlRequest, line: string): void {
  const colon = line.indexOf(':');
  if (colon > 0) request.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
}

function urlEncoded(field: string): string {
  const equals = field.indexOf('=');
  return equals < 0
    ? encodeURIComponent(field)
    : `${field.slice(0, equals)}=${encodeURIComponent(field.slice(equals + 1))}`;
}

/** One piece of a word: 'single', $'ansi', "double", an escaped character, or plain text. */
const PIECE = /\$'((?:[^'\\]|\\.)*)'|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(\r?\n)|\\(.)|(\s+)|([^\s'"\\$]+|\$)/gsu;

/** Splits a command line into words. A quote that is never closed ends with the text. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [, ansi, single, double, continued, escaped, space, plain] of line.matchAll(PIECE)) {
    if (continued !== undefined) continue;
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    const piece =
      single ?? escaped ?? plain ?? (ansi === undefined ? unescapeDouble(double ?? '') : unescapeAnsi(ansi));
    word = (word ?? '') + piece;
  }
  return word === undefined ? words : [...words, word];
}

function unescapeDouble(text: string): string {
  return text.replace(/\\(["\\$`])/g, '$1').replace(/\\\r?\n/g, '');
}

const ANSI: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

function unescapeAnsi(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(.)/gs, (_whole, character: string) => ANSI[character] ?? character);
}
