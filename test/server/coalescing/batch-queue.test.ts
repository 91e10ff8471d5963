import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBatchQueue } from '../../../server/coalescing/batch-queue.ts';
import { batchWindow } from '../../../server/coalescing/batch-window.ts';

const CALL = 80;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function queueOf(size: number) {
  const sent: string[] = [];
  const asked = { count: 0 };
  const queue = createBatchQueue<string, string>({
    groupKey: (group) => group,
    size,
    window: () => 10,
    traffic: () => asked.count,
    now: Date.now,
    send: async (group, take) => {
      sent.push(`${group}: ${take(size).join(' ')}`);
      await new Promise((resolve) => setTimeout(resolve, CALL));
    },
  });
  return { queue, sent, asked };
}

describe('a batch', () => {
  it('goes at once when it is full', () => {
    const { queue, sent } = queueOf(2);
    queue.add('g', ['a', 'b', 'c'], 'interactive');
    expect(sent).toEqual(['g: a b']);
  });

  it('waits a window for company when it is not full', async () => {
    const { queue, sent } = queueOf(3);
    queue.add('g', ['a'], 'interactive');
    await vi.advanceTimersByTimeAsync(9);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual(['g: a']);
  });

  it('waits on while there is traffic, but not for long', async () => {
    const { queue, sent, asked } = queueOf(9);
    queue.add('g', ['a'], 'interactive');
    for (let n = 0; n < 5; n += 1) {
      await vi.advanceTimersByTimeAsync(9);
      asked.count += 1;
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toEqual(['g: a']);
  });

  it('collects while another is under way, and a window after that', async () => {
    const { queue, sent } = queueOf(3);
    queue.add('g', ['a', 'b', 'c', 'd'], 'interactive');
    await vi.advanceTimersByTimeAsync(CALL);
    queue.add('g', ['e'], 'interactive');
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(9);
    queue.add('g', ['f'], 'interactive');
    expect(sent).toEqual(['g: a b c', 'g: d e f']);
  });

  it('holds only what can go into one call', async () => {
    const { queue, sent } = queueOf(3);
    queue.add('one', ['a'], 'interactive');
    queue.add('two', ['b'], 'interactive');
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual(['one: a', 'two: b']);
  });

  it('takes those whom somebody waits for first, and the others in the end', async () => {
    const { queue, sent } = queueOf(2);
    queue.add('g', ['a', 'b'], 'background');
    queue.add('g', ['c', 'd', 'e'], 'background');
    queue.add('other', ['x', 'y'], 'background');
    queue.add('g', ['p'], 'interactive');
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual(['g: a b', 'g: p c', 'g: d e', 'other: x y']);
  });
});

it('waits longer when the calls of the day run low', () => {
  expect([1, 0.21, 0.2, 0.06, 0.05, 0, -1].map(batchWindow)).toEqual([12, 12, 100, 100, 400, 400, 400]);
});
