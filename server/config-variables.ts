import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { TrackingId } from '../lib/contract/links.ts';

/** The address of the live gateway (HTTP request sample, docId 1385); seen 2026-11. */
export const LIVE_GATEWAY = 'https://api-sg.aliexpress.com';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** A variable that stops the start; the message is the one line that a person sees. */
export class WrongVariable extends Error {}

const Port = z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535));
const Count = z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000_000));
const AppKey = z.string().check(z.regex(/^\d{1,20}$/));

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
}
const Origin = z.pipe(
  z.string().check(z.refine(isOrigin)),
  z.transform((text) => new URL(text).origin),
);

function isPostgres(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'postgres:' || protocol === 'postgresql:';
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && (bits === undefined ? most > 0 : /^\d{1,3}$/.test(bits) && Number(bits) <= most);
}

const commaList = z.pipe(
  z.string(),
  z.transform((text) => text.split(',').map((part) => part.trim())),
);

/** Every variable that Waybill reads: how it is checked, and the words for a wrong value. */
export const variables = {
  ALIEXPRESS_APP_KEY: { schema: AppKey, wants: 'the digits of the app key' },
  ALIEXPRESS_APP_SECRET: { schema: z.string(), wants: 'the app secret' },
  ALIEXPRESS_APP_SECRET_FILE: { schema: z.string(), wants: 'the path of a file that holds the app secret' },
  ALIEXPRESS_TRACKING_ID: {
    schema: z.pipe(commaList, z.tuple([TrackingId], TrackingId)),
    wants: 'tracking ids separated by commas (letters, digits, _ and -)',
  },
  ALIEXPRESS_GATEWAY_URL: { schema: Origin, wants: `an origin such as ${LIVE_GATEWAY}` },
  ALIEXPRESS_DAILY_CALLS: { schema: Count, wants: 'a whole number from 1' },
  ALIEXPRESS_ACCESS_TOKEN_KEY_FILE: { schema: z.string(), wants: 'the path of a key file' },
  WAYBILL_DATA: { schema: z.string(), wants: 'the path of a folder' },
  DATABASE_URL: { schema: z.string().check(z.refine(isPostgres)), wants: 'an address such as postgres://user@host/db' },
  WAYBILL_RATE_LIMIT: { schema: Count, wants: 'a whole number from 1' },
  HOST: { schema: z.string().check(z.regex(/^[\w.:-]+$/)), wants: 'a host name or an IP address' },
  PORT: { schema: Port, wants: 'a whole number from 0 to 65535' },
  WAYBILL_PUBLIC_URL: { schema: Origin, wants: 'an origin such as https://links.example.org' },
  WAYBILL_TRUSTED_PROXIES: {
    schema: z.pipe(commaList, z.array(z.string().check(z.refine(isNetwork)))),
    wants: 'addresses or networks of proxies separated by commas, such as 10.0.0.0/8',
  },
  LOG_LEVEL: { schema: z.enum(LOG_LEVELS), wants: `one of ${LOG_LEVELS.join(', ')}` },
} satisfies Record<string, { schema: z.core.$ZodType; wants: string }>;

export type Variable = keyof typeof variables;
export type Parsed<V extends Variable> = z.infer<(typeof variables)[V]['schema']>;

/** Their value is never repeated in a message. The app key is here because people swap it with the secret. */
const SECRET = new Set<Variable>(['ALIEXPRESS_APP_KEY', 'ALIEXPRESS_APP_SECRET', 'DATABASE_URL']);

/** White space, a byte order mark and zero-width characters at either end: what copying from a console leaves behind. */
const STRAY = /^[\s\uFEFF\u200B]+|[\s\uFEFF\u200B]+$/g;

/** An empty value counts as not set: that is how compose files and shells say "none". */
export function parseVariable<V extends Variable>(
  name: V,
  raw: string | undefined,
  warn: (line: string) => void,
): Parsed<V> | undefined {
  if (raw === undefined) return undefined;
  const text = trimVariable(name, raw, warn);
  if (text === '') return undefined;
  const { schema, wants } = variables[name];
  const parsed = z.safeParse(schema, text);
  if (parsed.success) return parsed.data as Parsed<V>;
  const shown = SECRET.has(name) ? '' : ` but is ${JSON.stringify(text)}`;
  throw new WrongVariable(`${name} must be ${wants}${shown}.`);
}

export function trimVariable(name: Variable, raw: string, warn: (line: string) => void): string {
  const text = raw.replace(STRAY, '');
  if (text !== raw && text !== '') warn(`${name} had white space around it, which was removed.`);
  return text;
}
