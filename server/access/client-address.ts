import type { BlockList } from 'node:net';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * The address that a request is counted under. A forwarded address is believed only as far as the chain of configured
 * proxies reaches: the last one in front of them is the client, and whatever stands before it could be made up. An IPv6
 * client counts as its /64, which is what one customer gets.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, proxies: BlockList): string {
  const chain = [...(forwardedFor?.split(',').map((part) => part.trim()) ?? []), plain(peer ?? '')];
  const client = chain.findLast((address) => !isTrusted(plain(address), proxies)) ?? chain[0] ?? '';
  return prefixOf(plain(client));
}

function isTrusted(address: string, proxies: BlockList): boolean {
  if (isIPv4(address)) return proxies.check(address, 'ipv4');
  return isIPv6(address) && proxies.check(address, 'ipv6');
}

/**
 * An address without what some add to it: a port and brackets (some proxies forward those, and a port is another one
 * with each connection), or the prefix of an IPv4 address that arrived over an IPv6 socket.
 */
function plain(address: string): string {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}

function prefixOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const start = head === '' ? [] : head.split(':');
  const end = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array<string>(8 - start.length - end.length).fill('0') : [];
  return [...start, ...zeros, ...end].slice(0, 4).join(':');
}
