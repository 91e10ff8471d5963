import type { Mode } from '../lib/contract/access.ts';
import { isLoopback } from '../lib/contract/loopback.ts';
import type { LOG_LEVELS, Parsed, Variable } from './config-variables.ts';
import { LIVE_GATEWAY, parseVariable, trimVariable, variables, WrongVariable } from './config-variables.ts';

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
  const read = <V extends Variable>(name: V): Parsed<V> | undefined => parseVariable(name, source.env[name], warn);
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
  const read = <V extends Variable>(name: V): Parsed<V> | undefined => parseVariable(name, source.env[name], warn);
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
  const secret = trimVariable(name, file.text.replace(/\r?\n$/, ''), warn);
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
