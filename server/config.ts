import { isIP } from 'node:net';
import * as z from 'zod/mini';
import type { Mode } from '../lib/contract/access.ts';
import { TrackingId } from '../lib/contract/links.ts';

/** The address of the live gateway (HTTP request sample, docId 1385); seen 2026-11. */
const LIVE_GATEWAY = 'https://api-sg.aliexpress.com';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

type Credentials = { appKey: string; appSecret: string };

/** What the backend runs with: every value checked, nothing optional that has a default. */
export type Config = {
  mode: Mode;
  /** There in live mode, absent in sandbox mode. */
  credentials: Credentials | undefined;
  gatewayUrl: string;
  /** The first is the default. */
  trackingIds: [string, ...string[]];
  /** Gateway calls a day. */
  dailyCalls: number;
  accessTokenKeyFile: string | undefined;
  dataFolder: string;
  databaseUrl: string | undefined;
  /** API requests a minute for one token. */
  rateLimit: number;
  host: string;
  port: number;
  /** Origin without a trailing slash; absent: `http://HOST:PORT`, known once the port is. */
  publicUrl: string | undefined;
  /** Addresses and networks of proxies whose forwarded addresses are believed. */
  trustedProxies: string[];
  logLevel: (typeof LOG_LEVELS)[number];
};

/** A file that a variable names: its text and whether every user of the machine may read it. */
type SecretFile = { text: string; worldReadable: boolean };

export type ConfigSource = {
  env: Readonly<Record<string, string | undefined>>;
  readSecretFile: (path: string) => SecretFile;
};

/** `line` names the variable and says what to do: it is all that a person sees of a start that did not happen. */
export type ConfigOutcome = { ok: true; config: Config; warnings: string[] } | { ok: false; line: string };

class WrongVariable extends Error {}

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
const variables = {
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

type Variable = keyof typeof variables;
type Parsed<V extends Variable> = z.infer<(typeof variables)[V]['schema']>;

/** Variables that can hold something secret (a secret in the place of the key included): never repeated in a message. */
const SECRET = new Set<Variable>(['ALIEXPRESS_APP_KEY', 'ALIEXPRESS_APP_SECRET', 'DATABASE_URL']);

/** White space, a byte order mark and zero-width characters at either end: what copying from a console leaves behind. */
const STRAY = /^[\s\uFEFF\u200B]+|[\s\uFEFF\u200B]+$/g;

/** The configuration that an environment describes. Reads nothing but the secret file that the environment names. */
export function readConfig(source: ConfigSource): ConfigOutcome {
  const warnings: string[] = [];
  try {
    const config = build(source, (line) => warnings.push(line));
    return { ok: true, config, warnings };
  } catch (error) {
    if (error instanceof WrongVariable) return { ok: false, line: error.message };
    throw error;
  }
}

export type SigningConfig = { appSecret: string | undefined; gatewayUrl: string };

export type SigningOutcome = { ok: true; config: SigningConfig; warnings: string[] } | { ok: false; line: string };

/** What commands need that sign or check a sign: neither an app key nor a tracking id has to be set for them. */
export function readSigningConfig(source: ConfigSource): SigningOutcome {
  const warnings: string[] = [];
  const warn = (line: string) => void warnings.push(line);
  const read = <V extends Variable>(name: V): Parsed<V> | undefined => parse(name, source.env[name], warn);
  try {
    const gatewayUrl = read('ALIEXPRESS_GATEWAY_URL') ?? LIVE_GATEWAY;
    return { ok: true, config: { appSecret: appSecretFrom(source, read, warn), gatewayUrl }, warnings };
  } catch (error) {
    if (error instanceof WrongVariable) return { ok: false, line: error.message };
    throw error;
  }
}

function build(source: ConfigSource, warn: (line: string) => void): Config {
  refuseUnknown(source.env);
  const read = <V extends Variable>(name: V): Parsed<V> | undefined => parse(name, source.env[name], warn);
  const credentials = readCredentials(source, read, warn);
  const gatewayUrl = read('ALIEXPRESS_GATEWAY_URL');
  if (gatewayUrl !== undefined && credentials === undefined) {
    throw new WrongVariable(
      'ALIEXPRESS_GATEWAY_URL is set without credentials: set ALIEXPRESS_APP_KEY and ALIEXPRESS_APP_SECRET too.',
    );
  }
  const host = read('HOST') ?? '127.0.0.1';
  const publicUrl = read('WAYBILL_PUBLIC_URL');
  checkReach(host, publicUrl, warn);
  return {
    mode: credentials === undefined ? 'sandbox' : 'live',
    credentials,
    gatewayUrl: gatewayUrl ?? LIVE_GATEWAY,
    trackingIds: trackingIds(read('ALIEXPRESS_TRACKING_ID'), credentials),
    dailyCalls: read('ALIEXPRESS_DAILY_CALLS') ?? 5000,
    accessTokenKeyFile: read('ALIEXPRESS_ACCESS_TOKEN_KEY_FILE'),
    dataFolder: read('WAYBILL_DATA') ?? './data',
    databaseUrl: read('DATABASE_URL'),
    rateLimit: read('WAYBILL_RATE_LIMIT') ?? 600,
    host,
    port: read('PORT') ?? 8787,
    publicUrl,
    trustedProxies: read('WAYBILL_TRUSTED_PROXIES') ?? [],
    logLevel: read('LOG_LEVEL') ?? 'info',
  };
}

function refuseUnknown(env: ConfigSource['env']): void {
  const known = Object.keys(variables);
  const unknown = Object.keys(env).find((name) => /^(WAYBILL|ALIEXPRESS)_/.test(name) && !known.includes(name));
  if (unknown === undefined) return;
  const family = known.filter((name) => name.startsWith(unknown.slice(0, unknown.indexOf('_') + 1)));
  throw new WrongVariable(`${unknown} is not a variable of Waybill. Known: ${family.join(', ')}.`);
}

/** An empty value counts as not set: that is how compose files and shells say "none". */
function parse<V extends Variable>(
  name: V,
  raw: string | undefined,
  warn: (line: string) => void,
): Parsed<V> | undefined {
  if (raw === undefined) return undefined;
  const text = trim(name, raw, warn);
  if (text === '') return undefined;
  const { schema, wants } = variables[name];
  const parsed = z.safeParse(schema, text);
  if (parsed.success) return parsed.data as Parsed<V>;
  const shown = SECRET.has(name) ? '' : ` but is ${JSON.stringify(text)}`;
  throw new WrongVariable(`${name} must be ${wants}${shown}.`);
}

function trim(name: Variable, raw: string, warn: (line: string) => void): string {
  const text = raw.replace(STRAY, '');
  if (text !== raw && text !== '') warn(`${name} had white space around it, which was removed.`);
  return text;
}

function readCredentials(
  source: ConfigSource,
  read: <V extends Variable>(name: V) => Parsed<V> | undefined,
  warn: (line: string) => void,
): Credentials | undefined {
  const appKey = read('ALIEXPRESS_APP_KEY');
  const appSecret = appSecretFrom(source, read, warn);
  if (appKey === undefined && appSecret === undefined) return undefined;
  if (appKey === undefined) throw new WrongVariable('ALIEXPRESS_APP_KEY is missing: the app secret is set without it.');
  if (appSecret === undefined) {
    throw new WrongVariable('ALIEXPRESS_APP_SECRET is missing: ALIEXPRESS_APP_KEY is set without it.');
  }
  return { appKey, appSecret };
}

function appSecretFrom(
  source: ConfigSource,
  read: <V extends Variable>(name: V) => Parsed<V> | undefined,
  warn: (line: string) => void,
): string | undefined {
  const given = read('ALIEXPRESS_APP_SECRET');
  const path = read('ALIEXPRESS_APP_SECRET_FILE');
  if (given !== undefined && path !== undefined) {
    throw new WrongVariable('ALIEXPRESS_APP_SECRET and ALIEXPRESS_APP_SECRET_FILE are both set: keep one of them.');
  }
  return path === undefined ? given : secretFrom(path, source, warn);
}

function secretFrom(path: string, source: ConfigSource, warn: (line: string) => void): string {
  const name = 'ALIEXPRESS_APP_SECRET_FILE';
  let file: SecretFile;
  try {
    file = source.readSecretFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new WrongVariable(`${name} names ${path}, which cannot be read (${reason}).`);
  }
  if (file.worldReadable) warn(`${name}: every user of this machine can read ${path}; "chmod 600" it.`);
  const secret = trim(name, file.text, warn);
  if (secret === '') throw new WrongVariable(`${name} names ${path}, which is empty.`);
  return secret;
}

function trackingIds(
  given: [string, ...string[]] | undefined,
  credentials: Credentials | undefined,
): [string, ...string[]] {
  if (given !== undefined) return given;
  if (credentials === undefined) return ['sandbox'];
  throw new WrongVariable('ALIEXPRESS_TRACKING_ID is missing: copy it from Tracking IDs in AliExpress Portals.');
}

/** `localhost`, 127.0.0.0/8 and ::1: addresses that no other machine reaches. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
}

function checkReach(host: string, publicUrl: string | undefined, warn: (line: string) => void): void {
  if (!isLoopback(host) && publicUrl === undefined) {
    throw new WrongVariable(
      `WAYBILL_PUBLIC_URL is missing: HOST ${host} is reachable from other machines, so say under which address.`,
    );
  }
  if (publicUrl === undefined) return;
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'http:' && !isLoopback(hostname)) {
    warn('WAYBILL_PUBLIC_URL is plain http: tokens can be read on the way. Put a proxy with https in front.');
  }
}
