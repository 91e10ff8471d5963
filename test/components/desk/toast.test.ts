import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { say } from '../../../entrypoints/press/toast.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

const toasts = () => [...document.querySelectorAll('waybill-toast')];
const words = () => toasts()[0]?.shadowRoot?.querySelector('[role=status]')?.textContent;

describe('what the page says after a press', () => {
  it('is one element, which changes its words', () => {
    say({ tone: 'working', title: 'Making the link…', notes: [] });
    say({ tone: 'good', title: 'Copied · id blog', notes: ['Plain link'] });
    expect(toasts()).toHaveLength(1);
    expect(words()).toBe('Copied · id blogPlain link');
  });

  it('is gone after four seconds, and leaves nothing behind', () => {
    say({ tone: 'good', title: 'Copied · id blog', notes: [] });
    vi.advanceTimersByTime(3900);
    expect(toasts()).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(toasts()).toEqual([]);
  });

  it('stays longer where there is something to do, and goes with a click', () => {
    say({ tone: 'bad', title: 'No.', notes: ['Do this.'] });
    vi.advanceTimersByTime(5000);
    toasts()[0]?.shadowRoot?.querySelector<HTMLElement>('[role=status]')?.click();
    expect(toasts()).toEqual([]);
  });

  it('is text, whatever it holds', () => {
    say({ tone: 'good', title: '<img src=x onerror=alert(1)>', notes: ['<b>x</b>'] });
    expect(words()).toBe('<img src=x onerror=alert(1)><b>x</b>');
  });
});
