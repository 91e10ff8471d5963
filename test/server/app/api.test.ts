import { beforeEach, describe, expect, it } from 'vitest';
import { Me, PairingAnswer } from '../../../lib/contract/access.ts';
import { HistoryAnswer } from '../../../lib/contract/history.ts';
import { LinksAnswer } from '../../../lib/contract/links.ts';
import { Problem } from '../../../lib/contract/problem.ts';
import type { TestApp } from './test-app.ts';
import { PUBLIC_URL, testApp } from './test-app.ts';

const item = 'https://www.aliexpress.com/item/1005006338829917.html';

let test: TestApp;
let token: string;

beforeEach(async () => {
  test = await testApp();
  token = await test.token('anna');
});

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  return problem;
}

describe('pairing', () => {
  it('trades a code for a token that works', async () => {
    const code = await test.services.pairings.open(null, { trackingIds: null, isOwner: false });
    const answer = PairingAnswer.parse(await (await test.post('/v1/pairings', { code, name: ' laptop ' })).json());
    expect(answer).toMatchObject({ name: 'laptop', publicUrl: PUBLIC_URL });
    expect((await test.get('/v1/me', answer.token)).status).toBe(200);
  });

  it('refuses a used code with 401', async () => {
    const code = await test.services.pairings.open(null, { trackingIds: null, isOwner: false });
    await test.post('/v1/pairings', { code });
    expect(await problemOf(await test.post('/v1/pairings', { code }))).toMatchObject({
      status: 401,
      code: 'unauthorized',
    });
  });
});

describe('/v1/me', () => {
  it('says what a token may do', async () => {
    expect(Me.parse(await (await test.get('/v1/me', token)).json())).toMatchObject({
      name: 'anna',
      mode: 'sandbox',
      trackingIds: ['blog', 'video'],
      defaultTrackingId: 'blog',
      quota: { used: 0, limit: 100 },
    });
    const bounded = await test.token('ben', { trackingIds: ['video'] });
    expect(await (await test.get('/v1/me', bounded)).json()).toMatchObject({
      trackingIds: ['video'],
      defaultTrackingId: 'video',
    });
  });
});

describe('/v1/links', () => {
  it('makes a link', async () => {
    const response = await test.post('/v1/links', { urls: [`${item}?spm=1`], subIds: { cn: 'mail' } }, token);
    expect(response.status).toBe(200);
    expect(LinksAnswer.parse(await response.json()).links).toEqual([
      {
        ok: true,
        input: `${item}?spm=1`,
        productId: '1005006338829917',
        canonicalUrl: item,
        url: 'https://s.click.aliexpress.com/e/_1x0?cn=mail',
        trackingId: 'blog',
        linkType: 'normal',
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
        source: 'gateway',
        sandbox: true,
      },
    ]);
  });

  it.each<[what: string, body: unknown, words: RegExp]>([
    ['no addresses', { urls: [] }, /^urls: .*1 /],
    ['too many addresses', { urls: Array(501).fill(item) }, /^urls: .*500 /],
    ['an address that is a number', { urls: [item, 7] }, /^urls\.1: .*string/],
    ['a list as the body', [item], /object/],
    ['nothing but null', null, /object/],
    ['an impossible tracking id', { urls: [item], trackingId: 'a b' }, /^trackingId: /],
    ['an unknown link type', { urls: [item], linkType: 'best' }, /^linkType: .*"normal".*"hot"/],
    ['a country in words', { urls: [item], shipTo: 'Germany' }, /^shipTo: /],
    ['a sub id with a space', { urls: [item], subIds: { cn: 'a b' } }, /^subIds\.cn: /],
    ['broken JSON', '{"urls": [', /JSON/],
  ])('answers %s with 400 and names the field', async (_, body, words) => {
    const problem = await problemOf(await test.post('/v1/links', body, token));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', detail: expect.stringMatching(words) });
    expect(test.gateway.calls).toEqual([]);
  });
});

describe('/v1/history', () => {
  const store = (n: number) => `https://www.aliexpress.com/store/${9000 + n}`;

  it('pages through what was answered, newest first', async () => {
    for (let n = 0; n < 5; n += 1) await test.post('/v1/links', { urls: [store(n)], note: `n${n}` }, token);
    const notes: (string | undefined)[] = [];
    let before = '';
    for (let pages = 1; ; pages += 1) {
      const response = await test.get(`/v1/history?limit=2${before}`, token);
      const { entries, next } = HistoryAnswer.parse(await response.json());
      notes.push(...entries.map((entry) => entry.note));
      if (next === undefined) {
        expect(pages).toBe(3);
        break;
      }
      before = `&before=${next}`;
    }
    expect(notes).toHaveLength(5);
    expect(new Set(notes)).toEqual(new Set(['n0', 'n1', 'n2', 'n3', 'n4']));
  });

  it('shows an access its own links only, and an owner all', async () => {
    const [ben, owner] = [await test.token('ben'), await test.token('olga', { isOwner: true })];
    await test.post('/v1/links', { urls: [store(1)] }, token);
    await test.post('/v1/links', { urls: [store(2)] }, ben);
    const names = async (reader: string, path: string) =>
      (await (await test.get(path, reader)).text()).match(/anna|ben/g);
    for (const path of ['/v1/history', '/v1/history.csv']) {
      expect(await names(token, path)).toEqual(['anna']);
      expect(await names(ben, path)).toEqual(['ben']);
      expect((await names(owner, path))?.toSorted()).toEqual(['anna', 'ben']);
    }
  });

  it('searches and filters', async () => {
    await test.post('/v1/links', { urls: [store(1)], note: 'summer sale', trackingId: 'video' }, token);
    await test.post('/v1/links', { urls: [store(2)], note: 'winter sale' }, token);
    const count = async (query: string) =>
      HistoryAnswer.parse(await (await test.get(`/v1/history?${query}`, token)).json()).entries.length;
    expect(await count('query=sale')).toBe(2);
    expect(await count('query=sale+summer')).toBe(1);
    expect(await count('trackingId=video')).toBe(1);
    expect(await count('query=9002&trackingId=video')).toBe(0);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'trackingId=a%20b'])('answers ?%s with 400', async (query) => {
    expect(await problemOf(await test.get(`/v1/history?${query}`, token))).toMatchObject({ code: 'invalid_request' });
  });

  it('exports CSV that a spreadsheet reads and never runs', async () => {
    const note = '=HYPERLINK("http://evil"), a\nb';
    await test.post('/v1/links', { urls: [store(1)], note, subIds: { cn: 'c', dp: 'd' } }, token);
    const response = await test.get('/v1/history.csv', token);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [header, line] = (await response.text()).split('\r\n');
    expect(header).toBe('at,by,productId,canonicalUrl,url,trackingId,linkType,cn,cv,dp,note,sandbox');
    expect(line).toMatch(/,anna,,https:.*,blog,normal,c,,d,"'=HYPERLINK\(""http:\/\/evil""\), a\nb",true$/);
  });

  it('exports more than a page of lines, or as many as were asked for', async () => {
    const urls = Array.from({ length: 500 }, (_, n) => store(n));
    await test.post('/v1/links', { urls }, token);
    await test.post('/v1/links', { urls: urls.slice(0, 5), note: 'again' }, token);
    const lines = async (path: string) => (await (await test.get(path, token)).text()).trim().split('\r\n').length - 1;
    expect(await lines('/v1/history.csv')).toBe(505);
    expect(await lines('/v1/history.csv?limit=502')).toBe(502);
  });
});

describe('operations', () => {
  it('says that it runs and that it is ready', async () => {
    expect(await (await test.get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await test.get('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('is not ready without its store', async () => {
    await test.services.close();
    expect((await problemOf(await test.get('/readyz'))).status).toBe(503);
    expect((await test.get('/healthz')).status).toBe(200);
  });

  it('answers an unknown address with 404', async () => {
    expect(await problemOf(await test.get('/nothing'))).toMatchObject({ status: 404, code: 'not_found' });
    expect(await problemOf(await test.get('/v1/nothing', token))).toMatchObject({ status: 404, code: 'not_found' });
    expect(await problemOf(await test.get('/v1/links', token))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('answers its own fault with 500 and the request id that the log has', async () => {
    test.services.ledger.append = () => Promise.reject(new Error('disk full at /secret/place'));
    const problem = await problemOf(await test.post('/v1/links', { urls: [item] }, token));
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('disk full');
    const line = test.logged.find((text) => text.includes('disk full'));
    expect(line).toContain(problem.requestId);
  });
});
