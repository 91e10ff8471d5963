import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Quota } from '../../../entrypoints/popup/Quota.tsx';

const NOW = Date.parse('2026-11-22T15:30:00Z');

function show(used: number, limit: number) {
  vi.spyOn(Date, 'now').mockReturnValue(NOW);
  const quota = { used, limit, resetsAt: '2026-11-22T16:00:00Z' };
  render(<Quota access={{ name: 'anna', mode: 'live', trackingIds: ['blog'], defaultTrackingId: 'blog', quota }} />);
  return screen.queryByRole('status')?.textContent;
}

afterEach(cleanup);

describe('the calls of the day', () => {
  test.each([
    [0, 5000, undefined],
    [3999, 5000, undefined],
    [4000, 5000, '1000 calls are left today. New ones come in 30 minutes.'],
    [4999, 5000, 'One call is left today. New ones come in 30 minutes.'],
    [5000, 5000, "Today's calls are used up. They come back in 30 minutes."],
    [5003, 5000, "Today's calls are used up. They come back in 30 minutes."],
  ])('%i of %i used: %s', (used, limit, words) => {
    expect(show(used, limit)).toBe(words);
  });
});
