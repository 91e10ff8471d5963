import { describe, expect, it } from 'vitest';
import { failure } from '../../../lib/contract/failure.ts';
import { failureWords, madeWords } from '../../../lib/jobs/press-words.ts';
import { LAMP, made } from './shortcut-fakes.ts';

describe('what the page says after a press', () => {
  it('says when to come back by the clock of the person', () => {
    const retryAt = new Date(Date.now() + 90_000).toISOString();
    expect(failureWords(failure('quota_exhausted', { message: 'Used up.', retryAt }))).toEqual({
      tone: 'bad',
      title: 'Used up.',
      notes: ['Calls come back in 2 minutes.'],
    });
  });

  it('says that a text names no product, and what was left out', () => {
    const withoutFacts = failure('gateway_unavailable');
    const leftOut = [failure('not_aliexpress'), failure('short_link')];
    expect(madeWords({ links: [made(LAMP)], presetName: 'Blog', leftOut, withoutFacts })).toEqual({
      tone: 'good',
      title: 'Copied · id blog',
      notes: [
        'Blog',
        'Without the product’s facts: AliExpress did not answer.',
        '2 left out: This address is not on AliExpress.',
      ],
    });
  });
});
