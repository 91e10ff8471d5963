import { BlockList } from 'node:net';
import { expect, it } from 'vitest';
import { clientAddress } from '../../../server/access/client-address.ts';

const proxies = new BlockList();
proxies.addSubnet('10.0.0.0', 8, 'ipv4');
proxies.addAddress('fd00::1', 'ipv6');

it.each<[what: string, peer: string | undefined, forwardedFor: string | undefined, address: string]>([
  ['the peer', '203.0.113.7', undefined, '203.0.113.7'],
  ['the peer over an IPv6 socket', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
  ['the peer, whatever it claims', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['whom a proxy forwards', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['whom a proxy over an IPv6 socket forwards', '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['the last in front of a chain of proxies', 'fd00::1', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
  ['the first when all are proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ['an IPv6 client by its network', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2'],
  ['a short IPv6 client by its network', '2001:db8::6', undefined, '2001:db8:0:0'],
  ['whom a proxy forwards with a port', '10.0.0.1', '198.51.100.1:50123', '198.51.100.1'],
  ['whom a proxy forwards with a port, in IPv6', '10.0.0.1', '[2001:db8:1:2::7]:50123', '2001:db8:1:2'],
  [
    'the last in front of proxies that name their ports',
    '10.0.0.1',
    '1.1.1.1, 198.51.100.1, 10.9.9.9:1',
    '198.51.100.1',
  ],
  ['nobody, without a socket', undefined, undefined, ''],
  ['nonsense as it is', '10.0.0.1', 'unknown', 'unknown'],
])('counts under %s', (_, peer, forwardedFor, address) => {
  expect(clientAddress(peer, forwardedFor, proxies)).toBe(address);
});
