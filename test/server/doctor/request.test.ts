import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FaultId } from '../../../server/doctor/fault.ts';
import { renderExplanation } from '../../../server/doctor/render.ts';
import { explainRequest } from '../../../server/doctor/request.ts';
import { vectors } from '../aliexpress/vectors.ts';

const NOW = 1_760_000_000_000;
const SECRET = 'test-secret';

type Pairs = Record<string, string>;

const names = (params: Pairs) => Object.keys(params).sort();
const text = (params: Pairs, order = names(params)) => order.map((name) => name + params[name]).join('');
const hmac = (message: string, key = SECRET) => createHmac('sha256', key).update(message).digest('hex').toUpperCase();
const form = (params: Pairs, sign: string) => new URLSearchParams({ ...params, sign }).toString();
const idsOf = (faults: readonly { id: FaultId; kind: string }[], ...kinds: string[]) =>
  faults.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);

const LINK: Pairs = {
  app_key: '12345678',
  method: 'aliexpress.affiliate.link.generate',
  promotion_link_type: '0',
  sign_method: 'sha256',
  source_values: 'https://www.aliexpress.com/item/1005006338829917.html',
  timestamp: String(NOW),
  tracking_id: 'default',
};
const TOKEN: Pairs = {
  app_key: '12345678',
  code: '3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26',
  sign_method: 'sha256',
  timestamp: String(NOW),
};
const SYNC = 'https://api-sg.aliexpress.com/sync';
const CREATE = 'https://api-sg.aliexpress.com/rest/auth/token/create';

/** Explains a POST of a form to an address. */
function explain(address: string, params: Pairs, sign: string, secret = SECRET) {
  return explainRequest({ text: `${address}\n${form(params, sign)}`, secret, now: NOW });
}

describe('the four support cases', () => {
  const caseText = (name: string) =>
    readFileSync(new URL(`../../fixtures/requests/case-${name}.txt`, import.meta.url), 'utf8');

  it.each([
    [
      'a',
      ['endpoint', 'unsigned', 'secret-key', 'wire-encoding'],
      [
        /goes to \/sync.*lives under \/rest/,
        /"method" is sent, but it is not in the text/,
        /without URL-encoding/,
        /white space, a reset, another app, or key and secret swapped/,
      ],
    ],
    [
      'b',
      ['digest', 'sandwich', 'prefix', 'value', 'method-param', 'not-a-parameter'],
      [
        /plain SHA-256 hash instead of HMAC-SHA256/,
        /Secret sandwich/,
        /\/rest included/,
        /redirect_uri is not a parameter/,
        /method is not a parameter/,
        /InvalidCode/,
      ],
    ],
    ['c', ['secret-sent', 'sandwich', 'prefix'], [/app secret is sent/, /Secret sandwich/, /no path prefix/]],
    [
      'd',
      ['digest', 'sign-method', 'timestamp'],
      [
        /HMAC-MD5 of secret \+ parameters \+ secret .*right on no gateway/,
        /sign_method=md5 belongs to the old/,
        /GMT\+8, this one wants milliseconds/,
      ],
    ],
  ] as const)('case %s: names every fault, and gives the right request', (name, ids, words) => {
    const explanation = explainRequest({ text: caseText(name), secret: SECRET, now: NOW });
    expect(explanation.verdict).toBe(name === 'a' ? 'misplaced' : 'recognised');
    expect(explanation.faults.map(({ id }) => id)).toEqual([...ids]);
    const rendered = renderExplanation(explanation);
    for (const each of words) expect(rendered).toMatch(each);
    expect(rendered).not.toContain(SECRET);
    const { ready } = explanation;
    const sent = Object.fromEntries(new URLSearchParams(ready?.body));
    const { sign, ...params } = sent as Pairs;
    const path = name === 'd' ? '' : '/auth/token/create';
    expect(ready?.endpoint).toBe(name === 'd' ? SYNC : CREATE);
    expect(sign).toBe(hmac(path + text(params)));
    expect(params.timestamp).toBe(String(NOW));
    expect(rendered).toContain(ready?.body);
  });

  it('says that the error of case c was no signature error, and that 27 of case d was not either', () => {
    const answer = JSON.stringify({
      error_response: { code: 15, msg: 'Remote service error', sub_code: 'isv.account-migration-check-fail' },
    });
    const c = explainRequest({ text: caseText('c'), answer, secret: SECRET, now: NOW });
    expect(c.faults.find(({ id }) => id === 'answer')?.what).toMatch(/not about the signature.*migration check/);
    const d = explainRequest({
      text: caseText('d'),
      answer: '{"error_response":{"code":27,"msg":"Invalid session"}}',
      secret: SECRET,
      now: NOW,
    });
    expect(d.faults.find(({ id }) => id === 'answer')?.what).toMatch(/answer 27 is not about the signature/);
  });
});

describe('the wrong vectors', () => {
  const seen: Record<string, readonly FaultId[]> = {
    'wrong-case-a-method-sent-but-not-signed': ['endpoint', 'unsigned'],
    'wrong-case-a-md5-sandwich-on-token-api': ['digest', 'prefix'],
    'wrong-case-a-sandwich-with-path': ['sandwich'],
    'wrong-case-b-plain-sha256-sandwich-rest-prefix': ['digest', 'sandwich', 'prefix'],
    'wrong-rest-in-path-prefix': ['prefix'],
    'wrong-case-b-redirect-uri-percent-encoded-when-signing': ['encoded'],
    'wrong-case-c-hmac-sha256-sandwich-no-path': ['sandwich', 'prefix'],
    'wrong-no-path-prefix': ['prefix'],
    'wrong-sync-path-prefix-on-business-call': ['prefix'],
    'wrong-method-name-prefix-on-business-call': ['prefix'],
    'wrong-case-d-hmac-md5-sandwich': ['digest', 'sign-method'],
    'wrong-values-uri-encoded-before-signing': ['encoded'],
    'wrong-query-string-style-separators': ['separators'],
    'wrong-secret-with-trailing-newline': ['secret-spelling'],
    'wrong-secret-swapped-with-app-key': ['secret-spelling'],
    'wrong-lowercase-hex': ['case'],
  };

  it.each(Object.entries(seen))('%s is recognised', (name, ids) => {
    const vector = vectors.find((each) => each.name === name);
    const params = Object.fromEntries(Object.entries(vector?.params ?? {}).map(([key, value]) => [key, value ?? '']));
    const sync = vector?.endpoint_kind !== 'iop-system';
    const explanation = explain(sync ? SYNC : CREATE, params, vector?.expected_sign ?? '', 'helloworld');
    expect(idsOf(explanation.faults, 'sign', 'request')).toEqual([...ids]);
    const old = vector?.params.sign_method === 'md5' || vector?.endpoint_kind === 'iop-system-via-sync';
    if (vector?.correct_sign && !old) expect(explanation.asSent?.sign).toBe(vector.correct_sign);
  });

  it('the placeholder of the documents is known by sight', () => {
    const vector = vectors.find(({ name }) => name === 'placeholder-D13F2A03-in-curl-samples');
    const { faults } = explain(CREATE, TOKEN, vector?.expected_sign ?? '');
    expect(faults.find(({ id }) => id === 'sign-form')?.what).toMatch(/placeholder/);
  });
});

describe('each known mistake alone', () => {
  const unsorted = [...names(LINK)].reverse();
  const kv = text(LINK);
  it.each<[what: string, id: FaultId, params: Pairs, sign: string]>([
    ['plain SHA-256', 'digest', LINK, createHash('sha256').update(kv).digest('hex').toUpperCase()],
    ['HMAC-SHA1', 'digest', LINK, createHmac('sha1', SECRET).update(kv).digest('hex').toUpperCase()],
    ['plain MD5', 'digest', LINK, createHash('md5').update(kv).digest('hex').toUpperCase()],
    ['HMAC-MD5', 'digest', LINK, createHmac('md5', SECRET).update(kv).digest('hex').toUpperCase()],
    ['a sandwich', 'sandwich', LINK, hmac(`${SECRET}${kv}${SECRET}`)],
    ['the secret in front', 'sandwich', LINK, hmac(`${SECRET}${kv}`)],
    ['the secret behind', 'sandwich', LINK, hmac(`${kv}${SECRET}`)],
    ['a /sync prefix', 'prefix', LINK, hmac(`/sync${kv}`)],
    ['the whole address as prefix', 'prefix', LINK, hmac(`${SYNC}${kv}`)],
    ['the method in path form as prefix', 'prefix', LINK, hmac(`/aliexpress/affiliate/link/generate${kv}`)],
    [
      'one parameter unsigned',
      'unsigned',
      LINK,
      hmac(
        text(
          LINK,
          names(LINK).filter((name) => name !== 'tracking_id'),
        ),
      ),
    ],
    ['format signed, but not sent', 'extra', LINK, hmac(text({ ...LINK, format: 'json' }))],
    ['the secret signed as a parameter', 'extra', LINK, hmac(text({ ...LINK, app_secret: SECRET }))],
    [
      'encoded values',
      'encoded',
      LINK,
      hmac(text({ ...LINK, source_values: encodeURIComponent(LINK.source_values ?? '') })),
    ],
    ['backward order', 'order', LINK, hmac(text(LINK, unsorted))],
    [
      'language order',
      'order',
      { ...LINK, B: '1', _c: '2', a: '3' },
      hmac(
        text(
          { ...LINK, B: '1', _c: '2', a: '3' },
          [...names(LINK), 'B', '_c', 'a'].sort((a, b) => a.localeCompare(b, 'en')),
        ),
      ),
    ],
    [
      '= and & in the text',
      'separators',
      LINK,
      hmac(
        names(LINK)
          .map((name) => `${name}=${LINK[name]}`)
          .join('&'),
      ),
    ],
    ['lower-case hex', 'case', LINK, hmac(kv).toLowerCase()],
    ['base64', 'sign-form', LINK, Buffer.from(hmac(kv), 'hex').toString('base64')],
    ['a line feed in the secret', 'secret-spelling', LINK, hmac(kv, `${SECRET}\n`)],
    ['a BOM in the secret', 'secret-spelling', LINK, hmac(kv, `\uFEFF${SECRET}`)],
    ['a missing setting', 'secret-spelling', LINK, hmac(kv, 'undefined')],
    ['the app key as secret', 'secret-spelling', LINK, hmac(kv, '12345678')],
    ['seconds', 'timestamp', { ...LINK, timestamp: '1760000000' }, hmac(text({ ...LINK, timestamp: '1760000000' }))],
    ['seconds signed, milliseconds sent', 'timestamp-signed', LINK, hmac(text({ ...LINK, timestamp: '1760000000' }))],
    ['another secret', 'secret-key', LINK, hmac(kv, 'no-idea')],
  ])('%s', (_what, id, params, sign) => {
    const { faults, asSent } = explain(SYNC, params, sign);
    expect(idsOf(faults, 'sign', 'request')).toEqual([id]);
    const { sign: _old, ...rest } = params;
    expect(asSent?.sign).toBe(hmac(text(rest)));
  });

  it('says where the secret stood in the text', () => {
    const words = (message: string) => explain(SYNC, LINK, hmac(message)).faults[0]?.what;
    expect(words(`${SECRET}${kv}`)).toMatch(/is secret \+ parameters\.$/);
    expect(words(`${kv}${SECRET}`)).toMatch(/is parameters \+ secret\.$/);
  });

  it('parameters in the order in which they are sent', () => {
    const { method, app_key, ...rest } = LINK;
    const shuffled: Pairs = { method: method ?? '', ...rest, app_key: app_key ?? '' };
    const { faults } = explain(SYNC, shuffled, hmac(text(shuffled, Object.keys(shuffled))));
    expect(idsOf(faults, 'sign', 'request')).toEqual(['order']);
    expect(faults[0]?.what).toMatch(/unsorted/);
  });

  it('numbers sorted as numbers', () => {
    const params = { ...LINK, 9: 'a', 10: 'b' };
    const { faults } = explain(SYNC, params, hmac(text(params, ['9', '10', ...names(LINK)])));
    expect(idsOf(faults, 'sign', 'request')).toEqual(['order']);
  });

  it('a plus sign that arrives as a space', () => {
    const params = { ...LINK, keywords: 'a+b' };
    const body = form(params, hmac(text(params))).replace('a%2Bb', 'a+b');
    const { faults } = explainRequest({ text: `${SYNC}\n${body}`, secret: SECRET, now: NOW });
    expect(idsOf(faults, 'sign', 'request')).toEqual(['plus']);
  });

  it('a token call without its path, to the path without /rest', () => {
    const { faults } = explain('https://api-sg.aliexpress.com/auth/token/create', TOKEN, hmac(text(TOKEN)));
    expect(idsOf(faults, 'sign', 'request')).toEqual(['endpoint', 'prefix']);
  });
});

describe('pairs of mistakes', () => {
  const encodedLink = { ...LINK, source_values: encodeURIComponent(LINK.source_values ?? '') };
  const unsigned = names(LINK).filter((name) => name !== 'method');
  const reversed = [...names(LINK)].reverse();
  const steps: Record<
    string,
    { id: FaultId; params?: Pairs; order?: string[]; wrap?: (kv: string) => string; key?: string }
  > = {
    encoded: { id: 'encoded', params: encodedLink },
    unsigned: { id: 'unsigned', order: unsigned },
    reversed: { id: 'order', order: reversed },
    sandwich: { id: 'sandwich', wrap: (kv) => `${SECRET}${kv}${SECRET}` },
    prefix: { id: 'prefix', wrap: (kv) => `/sync${kv}` },
    newline: { id: 'secret-spelling', key: `${SECRET}\n` },
  };
  const all = Object.entries(steps);
  const pairs = all.flatMap(([one, a], at) =>
    all.slice(at + 1).map(([other, b]) => ({ name: `${one} and ${other}`, a, b })),
  );
  const possible = pairs.filter(({ a, b }) => !(a.order && b.order) && !(a.wrap && b.wrap) && !(a.wrap && b.key));

  it.each(possible.map((pair) => [pair.name, pair] as const))('%s', (_name, { a, b }) => {
    const kv = text(a.params ?? b.params ?? LINK, a.order ?? b.order ?? names(LINK));
    const wrapped = (a.wrap ?? b.wrap ?? ((same: string) => same))(kv);
    const { faults, verdict } = explain(SYNC, LINK, hmac(wrapped, a.key ?? b.key ?? SECRET));
    expect(verdict).toBe('recognised');
    expect(idsOf(faults, 'sign').sort()).toEqual([a.id, b.id].sort());
  });
});

describe('a request that is right', () => {
  it('is called right', () => {
    const explanation = explain(SYNC, LINK, hmac(text(LINK)));
    expect(explanation).toMatchObject({ verdict: 'right', faults: [], tried: 1 });
    expect(renderExplanation(explanation)).toMatch(/^The sign is right/);
  });

  it('may carry the method in a call to the bare /rest, as the Python SDK does', () => {
    const params = { ...TOKEN, method: '/auth/token/create' };
    const { verdict, faults } = explain(
      'https://api-sg.aliexpress.com/rest',
      params,
      hmac(`/auth/token/create${text(params)}`),
    );
    expect(verdict).toBe('right');
    expect(faults).toEqual([]);
  });
});

describe('without the secret', () => {
  it('still says what shows on the surface', () => {
    const text = `https://api-sg.aliexpress.com/sync?method=/auth/token/create&app_key=1&timestamp=1760000000&redirect_uri=x&sign=AB`;
    const { verdict, faults, ready } = explainRequest({ text, now: NOW });
    expect(verdict).toBe('unknown');
    expect(ready).toBeUndefined();
    expect(idsOf(faults, 'request', 'sign')).toEqual(['endpoint', 'missing-common', 'sign-length', 'timestamp']);
    expect(idsOf(faults, 'next')).toEqual(['missing-parameter']);
    expect(idsOf(faults, 'note')).toContain('not-a-parameter');
  });

  it.each<[FaultId, string]>([
    ['not-a-request', 'what is this'],
    ['no-method', 'app_key=1&sign=2'],
    ['old-gateway', 'http://gw.api.taobao.com/router/rest?method=aliexpress.affiliate.link.generate'],
    ['plain-http', 'http://api-sg.aliexpress.com/sync?method=aliexpress.affiliate.category.get'],
    ['other-host', 'https://api.example.com/sync?method=aliexpress.affiliate.category.get'],
    ['in-header', "curl -H 'app_key: 1' 'https://api-sg.aliexpress.com/sync?method=aliexpress.affiliate.category.get'"],
    ['json-body', '{"method":"aliexpress.affiliate.category.get"}'],
    ['twice', 'method=aliexpress.affiliate.category.get&app_key=1&app_key=1'],
    ['blank', 'method=aliexpress.affiliate.category.get&fields='],
    ['app-key-form', 'method=aliexpress.affiliate.category.get&app_key=12345678%0A'],
    [
      'wire-encoding',
      'https://api-sg.aliexpress.com/sync?method=aliexpress.affiliate.product.query&keywords=usb cable',
    ],
    ['sign-method', 'method=aliexpress.affiliate.category.get&sign_method=HmacSHA256'],
    ['timestamp', 'method=aliexpress.affiliate.category.get&timestamp=1790000000000'],
    ['missing-parameter', 'method=aliexpress.affiliate.link.generate&tracking_id=x'],
    ['value', 'method=aliexpress.affiliate.link.generate&promotion_link_type=product'],
    ['value', 'method=aliexpress.affiliate.link.generate&source_values=https%253A%252F%252Fx.example'],
    ['value', `method=aliexpress.affiliate.order.get&order_ids=${Array(51).fill('1').join(',')}`],
    ['secret-sent', 'method=aliexpress.affiliate.category.get&client_secret=x'],
  ])('%s', (id, request) => {
    expect(explainRequest({ text: request, now: NOW }).faults.map((fault) => fault.id)).toContain(id);
  });
});

describe('key and secret swapped', () => {
  const params = { ...LINK, app_key: SECRET };
  const swappedRequest = `${SYNC}\n${form(params, hmac(text(params), '12345678'))}`;

  it('is seen, and the secret that was sent as app_key never printed', () => {
    const explanation = explainRequest({ text: swappedRequest, secret: SECRET, now: NOW });
    expect(explanation.faults.map(({ id }) => id)).toContain('swapped');
    expect(explanation.ready).toBeUndefined();
    expect(renderExplanation(explanation)).not.toContain(SECRET);
  });

  it('is proven by the sign, and put right, when the app key is known', () => {
    const explanation = explainRequest({ text: swappedRequest, secret: SECRET, appKey: '12345678', now: NOW });
    expect(idsOf(explanation.faults, 'request', 'sign')).toEqual(['swapped', 'secret-spelling']);
    expect(explanation.ready?.sign).toBe(hmac(text(LINK)));
    expect(renderExplanation(explanation)).not.toContain(SECRET);
  });
});

it('says so when the request is of another app than the secret', () => {
  const question = { text: `${SYNC}\n${form(LINK, hmac(text(LINK)))}`, secret: SECRET, appKey: '500000', now: NOW };
  expect(explainRequest(question)).toMatchObject({ verdict: 'right', faults: [{ id: 'other-key', kind: 'note' }] });
});

it('ends its search in good time, however many parameters there are', () => {
  const many = { ...LINK, ...Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`p${n}`, 'x'.repeat(50)])) };
  const startedAt = performance.now();
  const { verdict, tried } = explain(SYNC, many, hmac(text(many), 'no-idea'));
  expect(verdict).toBe('unrecognised');
  expect(tried).toBeLessThanOrEqual(200_000);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
}, 20_000);
