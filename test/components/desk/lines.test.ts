import { describe, expect, it, vi } from 'vitest';
import type { Line, Target } from '../../../entrypoints/desk/lines.ts';
import {
  countOf,
  coversAll,
  madePosts,
  makeLines,
  reopenRetryable,
  startLines,
  targetsIn,
} from '../../../entrypoints/desk/lines.ts';
import { failure } from '../../../lib/contract/failure.ts';
import type { Payload, PostResult } from '../../../lib/contract/messages.ts';
import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import { made } from '../../lib/jobs/shortcut-fakes.ts';

const item = (number: number) => `https://www.aliexpress.com/item/${1005000000000000 + number}.html`;
const items = (count: number) => Array.from({ length: count }, (_, index) => item(index));
const targets = (count: number): Target[] => targetsIn(items(count).join('\n')).targets;

const posted = (url: string): PostResult => ({
  ok: true,
  input: url,
  post: { text: made(url).url, link: made(url), preset: { id: 'plain', name: 'Plain', trackingId: null, rich: false } },
});

type Asked = Payload<'posts.make'>;
const answerAll = vi.fn<(request: Asked) => Promise<Outcome<PostResult[]>>>(async ({ urls }) => done(urls.map(posted)));

describe('the addresses in a text', () => {
  it('are reduced to what may leave the browser, each once', () => {
    const text = `${item(1)}?spm=me and ${item(1).replace('www', 'de')} and https://www.aliexpress.com/store/1102345678?a=1`;
    expect(targetsIn(text).targets).toEqual([
      { url: item(1), productId: '1005000000000001', tagged: false },
      { url: 'https://www.aliexpress.com/store/1102345678', productId: null, tagged: false },
    ]);
  });

  it("tell another publisher's link", () => {
    expect(targetsIn(`${item(1)}?aff_fcid=abc&aff_fsk=_x`).targets[0]?.tagged).toBe(true);
  });

  it('are 500 in one go, and the rest is counted', () => {
    const { targets: found, more } = targetsIn(items(620).join(' '));
    expect([found.length, more]).toEqual([500, 120]);
  });
});

describe('making the lines', () => {
  it("asks for 500 in their order, a gateway call's worth at a time, and shows each step", async () => {
    answerAll.mockClear();
    const shown: number[] = [];
    const lines = await makeLines(startLines(targets(500), 'plain', []), answerAll, (now) =>
      shown.push(madePosts(now).length),
    );
    expect(answerAll).toHaveBeenCalledTimes(10);
    expect(shown).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 450, 500]);
    expect(lines.map(({ url }) => url)).toEqual(items(500));
  });

  it('keeps what was made when a later step fails, and gives the others the reason', async () => {
    const answers = [done(items(50).map(posted)), failed('backend_unreachable')];
    const lines = await makeLines(
      startLines(targets(120), 'plain', []),
      async () => answers.shift() ?? done([]),
      () => undefined,
    );
    expect(countOf(lines)).toEqual({ made: 50, failed: 70, open: 0, retryable: 70 });
    answerAll.mockClear();
    const again = await makeLines(reopenRetryable(lines), answerAll, () => undefined);
    expect(countOf(again)).toEqual({ made: 120, failed: 0, open: 0, retryable: 0 });
    expect(answerAll.mock.calls.flatMap(([{ urls }]) => urls)).toEqual(items(120).slice(50));
  });

  it('tries again only what may succeed without anybody changing anything', () => {
    const line = (reason: Line['result']): Line => ({
      url: item(1),
      productId: '1',
      tagged: false,
      presetId: 'plain',
      result: reason,
    });
    const lines = [
      line({ ok: false, failure: failure('gateway_busy') }),
      line({ ok: false, failure: failure('not_in_programme') }),
    ];
    expect(reopenRetryable(lines).map(({ result }) => result === null)).toEqual([true, false]);
  });

  it('makes nothing twice with the same preset, and everything anew with another', async () => {
    const first = await makeLines(startLines(targets(2), 'plain', []), answerAll, () => undefined);
    expect(countOf(startLines(targets(3), 'plain', first))).toMatchObject({ made: 2, open: 1 });
    expect(countOf(startLines(targets(3), 'blog', first))).toMatchObject({ made: 0, open: 3 });
    expect(coversAll(first, targets(2), 'plain')).toBe(true);
    expect(coversAll(first, targets(3), 'plain')).toBe(false);
    expect(coversAll(first, targets(2), 'blog')).toBe(false);
  });

  it('never waits for ever for a line that got no answer', async () => {
    const lines = await makeLines(
      startLines(targets(2), 'plain', []),
      async () => done([posted(item(0))]),
      () => undefined,
    );
    expect(countOf(lines)).toMatchObject({ made: 1, failed: 1, open: 0 });
  });

  it('refuses an address that is too long by itself, without the others', () => {
    const long = `https://www.aliexpress.com/wholesale?SearchText=${'a'.repeat(9000)}`;
    expect(startLines(targetsIn(`${item(1)} ${long}`).targets, 'plain', [])).toMatchObject([
      { result: null },
      { result: { ok: false, failure: { code: 'too_large' } } },
    ]);
  });
});
