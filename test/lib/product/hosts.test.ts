// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { ALIEXPRESS_ORIGINS, hostKindOf, isAliExpressHost, productHosts } from '../../../lib/product/hosts.ts';

describe('the host list', () => {
  const hosts = productHosts.flatMap((group) => group.hosts);

  it('names each host once, with the month in which it was seen', () => {
    expect(new Set(hosts).size).toBe(hosts.length);
    for (const { seen } of productHosts) expect(seen).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  });

  it('holds AliExpress hosts only, as the URL parser writes them', () => {
    for (const host of hosts) {
      expect(isAliExpressHost(host), host).toBe(true);
      expect(new URL(`https://${host}/`).hostname).toBe(host);
    }
  });

  it('is covered by the permissions that are asked for', () => {
    const roots = ALIEXPRESS_ORIGINS.map((origin) => /^\*:\/\/\*\.([a-z.]+)\/\*$/.exec(origin)?.[1] ?? '');
    for (const host of hosts)
      expect(
        roots.some((root) => host === root || host.endsWith(`.${root}`)),
        host,
      ).toBe(true);
  });
});

it.each(['ALIEXPRESS.COM', 'aliexpress.com.', 'aliexpress.de', 'xaliexpress.com', 'aliexpress.com.br', 'com', ''])(
  '%s is no AliExpress host',
  (host) => {
    expect(isAliExpressHost(host)).toBe(false);
    expect(hostKindOf(host)).toBeUndefined();
  },
);
