import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../../server/access/guards.ts';
import { refusal } from '../../../server/access/guards.ts';

const hosts = new Set(['127.0.0.1:8787', 'links.example.org']);

const post: Arrival = {
  method: 'POST',
  path: '/v1/links',
  host: '127.0.0.1:8787',
  origin: undefined,
  fetchMode: undefined,
  contentType: 'application/json',
  contentLength: '100',
};
const get: Arrival = { ...post, method: 'GET', path: '/v1/me', contentType: undefined, contentLength: undefined };

describe('the door lets in', () => {
  it.each<[who: string, arrival: Arrival]>([
    ['a command-line client', post],
    ['an extension in Chromium', { ...post, origin: 'chrome-extension://abcdef', fetchMode: 'cors' }],
    ['an extension in Firefox', { ...post, origin: 'moz-extension://12ab', fetchMode: 'cors' }],
    ['JSON with a charset', { ...post, contentType: 'Application/JSON; charset=utf-8' }],
    ['the public name in any case', { ...get, host: 'LINKS.example.org' }],
    ['a read without a body', get],
    ['a body of exactly the limit', { ...post, contentLength: String(1024 * 1024) }],
    ['a person who opens a start link', { ...get, path: '/oauth/start', fetchMode: 'navigate' }],
    ['a person who comes back from AliExpress', { ...get, path: '/oauth/callback', fetchMode: 'navigate' }],
    ['a probe under any name', { ...get, path: '/healthz', host: '10.1.2.3:8787' }],
  ])('%s', (_, arrival) => {
    expect(refusal(arrival, hosts)).toBeUndefined();
  });
});

describe('the door turns away', () => {
  it.each<[who: string, arrival: Arrival, status: number]>([
    ['a web page', { ...post, origin: 'https://evil.example' }, 403],
    ['a page of this very backend', { ...post, origin: 'http://127.0.0.1:8787' }, 403],
    ['a sandboxed frame', { ...post, origin: 'null' }, 403],
    ['a form post or an opened link', { ...get, fetchMode: 'navigate' }, 403],
    ['a rebound name', { ...get, host: 'evil.example:8787' }, 403],
    ['a public name with a foreign port', { ...get, host: 'links.example.org:1' }, 403],
    ['a page that is opened under a rebound name', { ...get, path: '/oauth/start', host: 'evil.example' }, 403],
    ['a form sent to a page', { ...post, path: '/oauth/callback', fetchMode: 'navigate' }, 403],
    ['no name at all', { ...get, host: undefined }, 403],
    ['a text body', { ...post, contentType: 'text/plain' }, 415],
    ['a form body', { ...post, contentType: 'application/x-www-form-urlencoded' }, 415],
    ['almost JSON', { ...post, contentType: 'application/jsonp' }, 415],
    ['a body without a type', { ...post, contentType: undefined }, 415],
    ['too large a list of links', { ...post, contentLength: String(1024 * 1024 + 1) }, 413],
    ['too large a pairing', { ...post, path: '/v1/pairings', contentLength: String(64 * 1024 + 1) }, 413],
  ])('%s', (_, arrival, status) => {
    expect(refusal(arrival, hosts)?.status).toBe(status);
  });
});
