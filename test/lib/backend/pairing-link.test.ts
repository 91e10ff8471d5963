import { describe, expect, it } from 'vitest';
import { hostPermission, readPairingLink } from '../../../lib/backend/pairing-link.ts';

describe('a pasted pairing link', () => {
  it.each([
    ['http://127.0.0.1:8787/#pair=ABCD2345', 'http://127.0.0.1:8787', 'ABCD2345'],
    ['  http://localhost:8787/#pair=abcd-2345\n', 'http://localhost:8787', 'abcd-2345'],
    ['https://links.example.org/#pair=ABCD2345', 'https://links.example.org', 'ABCD2345'],
    ['https://example.org/waybill/#pair=ABCD2345', 'https://example.org/waybill', 'ABCD2345'],
    ['http://[::1]:9000/#pair=ABCD2345', 'http://[::1]:9000', 'ABCD2345'],
  ])('is read: %j', (pasted, publicUrl, code) => {
    expect(readPairingLink(pasted)).toEqual({ ok: true, value: { publicUrl, code } });
  });

  it.each([
    '',
    'ABCD2345',
    'https://links.example.org/',
    'https://links.example.org/?pair=ABCD2345',
    'https://links.example.org/#pair=',
    'javascript:alert(1)#pair=ABCD2345',
    'file:///etc/passwd#pair=ABCD2345',
  ])('is refused with the way out when it is something else: %j', (pasted) => {
    const read = readPairingLink(pasted);
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid_request' } });
  });

  it.each([
    'http://links.example.org/#pair=ABCD2345',
    'http://192.168.1.20:8787/#pair=ABCD2345',
    'http://127.0.0.1.example.org/#pair=ABCD2345',
    'http://localhost.example.org/#pair=ABCD2345',
  ])('is refused when its token would travel readable: %j', (pasted) => {
    const read = readPairingLink(pasted);
    expect(read).toMatchObject({ ok: false, failure: { message: expect.stringContaining('https') } });
  });
});

describe('the host permission of a backend', () => {
  it('has no port, which Firefox refuses', () => {
    expect(hostPermission('http://127.0.0.1:8787')).toBe('http://127.0.0.1/*');
    expect(hostPermission('https://links.example.org:8443/waybill')).toBe('https://links.example.org/*');
  });
});
