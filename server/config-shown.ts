import type { Config } from './config.ts';

const MASK = '[hidden]';

/** The configuration in force as it may be shown: what is secret in it is masked. */
export function shownConfig({ credentials, databaseUrl, ...shown }: Config): Record<string, unknown> {
  return {
    ...shown,
    ...(credentials && { credentials: { appKey: credentials.appKey, appSecret: MASK } }),
    ...(databaseUrl !== undefined && { databaseUrl: withoutPassword(databaseUrl) }),
  };
}

/** A password may stand in front of the host or among the parameters. */
function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password !== '') url.password = 'hidden';
  return [...url.searchParams.keys()].length === 0 ? url.href : `${url.href.slice(0, url.href.indexOf('?'))}?${MASK}`;
}
