import { readCurl } from './curl.ts';

export type Place = 'query' | 'form' | 'header' | 'json';

/** One parameter as it was written, and as a server that decodes forms reads it. */
export type SentParam = {
  name: string;
  value: string;
  /** Still encoded. */
  raw: string;
  where: Place;
};

export type SentRequest = {
  /** The address up to the query, if there was one. */
  address: { scheme: string; host: string; path: string } | undefined;
  httpMethod: string | undefined;
  params: SentParam[];
};

const ADDRESS = /^(https?):\/\/([^/?#\s]+)([^?#\s]*)(?:\?(.*))?$/is;
const HTTP_LINE = /^(GET|POST|PUT)\s+(\S.*?)(?:\s+HTTP\/[\d.]+)?\s*$/i;

/**
 * Reads a request in whatever form somebody has at hand: an address with its query, a `key=value` body, a curl command,
 * a raw HTTP message, an address with the body on the next line, or a JSON object. Undefined where there is no parameter.
 */
export function readRequest(text: string): SentRequest | undefined {
  const request = readForm(text.trim());
  return request.params.length > 0 ? request : undefined;
}

function readForm(text: string): SentRequest {
  if (/^curl\s/i.test(text)) return fromCurl(text);
  const [first = '', ...rest] = text.split(/\r?\n/);
  const line = HTTP_LINE.exec(first);
  if (line?.[1] !== undefined && line[2] !== undefined) return fromHttp(line[1].toUpperCase(), line[2], rest);
  if (/^https?:\/\//i.test(first) || first.startsWith('/'))
    return fromAddress(first, undefined, rest.join('\n').trim());
  if (text.startsWith('{')) return { address: undefined, httpMethod: undefined, params: jsonParams(text) };
  return { address: undefined, httpMethod: undefined, params: pairs(text.replace(/^\?/, ''), 'form') };
}

function fromAddress(address: string, httpMethod: string | undefined, body: string): SentRequest {
  const absolute = address.startsWith('/') ? `https://unknown${address}` : address;
  const [, scheme = '', host = '', path = '', query = ''] = ADDRESS.exec(absolute.trim()) ?? [];
  return {
    address: { scheme: scheme.toLowerCase(), host: host.toLowerCase(), path: path.replace(/\/+$/, '') },
    httpMethod: httpMethod ?? (body ? 'POST' : undefined),
    params: [...pairs(query, 'query'), ...bodyParams(body)],
  };
}

function fromHttp(httpMethod: string, target: string, lines: readonly string[]): SentRequest {
  const blank = lines.findIndex((line) => line.trim() === '');
  const headers = (blank < 0 ? lines : lines.slice(0, blank)).map((line) => splitHeader(line));
  const body =
    blank < 0
      ? ''
      : lines
          .slice(blank + 1)
          .join('\n')
          .trim();
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const address = target.startsWith('/') && host ? `https://${host}${target}` : target;
  const request = fromAddress(address, httpMethod, body);
  return { ...request, params: [...request.params, ...headerParams(headers)] };
}

function fromCurl(command: string): SentRequest {
  const { url = '', httpMethod, body = '', bodyInQuery, headers } = readCurl(command);
  const query = bodyInQuery && body ? `${url.includes('?') ? '&' : '?'}${body}` : '';
  const request = fromAddress(`${url}${query}`, httpMethod, bodyInQuery ? '' : body);
  return { ...request, params: [...request.params, ...headerParams(headers)] };
}

function bodyParams(body: string): SentParam[] {
  return body.startsWith('{') ? jsonParams(body) : pairs(body, 'form');
}

/** Reads `a=b&c=d`, a plus as a space like every form decoder; what is not valid percent-encoding is kept as it is. */
function pairs(text: string, where: Place): SentParam[] {
  return text
    .split('&')
    .map((pair) => pair.trim())
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const [[name, value] = ['', '']] = [...new URLSearchParams(pair)];
      return { name, value, raw: pair.slice(pair.indexOf('=') + 1), where };
    });
}

function jsonParams(text: string): SentParam[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, each]: [string, unknown]) => {
    const written = typeof each === 'string' ? each : JSON.stringify(each);
    return { name, value: written, raw: encodeURIComponent(written), where: 'json' };
  });
}

/** Names that belong into the form; seen in headers they are a mistake worth naming. */
const COMMON = /^(app_?key|timestamp|sign_?method|sign|access_token|session)$/i;

function headerParams(headers: readonly (readonly [string, string])[]): SentParam[] {
  return headers
    .filter(([name]) => COMMON.test(name))
    .map(([name, value]) => ({ name, value, raw: encodeURIComponent(value), where: 'header' }));
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}
