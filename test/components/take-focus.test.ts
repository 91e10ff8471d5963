import { beforeEach, expect, it, vi } from 'vitest';
import { takeFocus } from '../../components/take-focus.ts';

let copy: HTMLButtonElement;

beforeEach(() => {
  copy = document.createElement('button');
  document.body.replaceChildren(copy, document.createElement('input'));
});

it('gives the keyboard to the element that is there from the start', () => {
  takeFocus(copy);
  expect(document.activeElement).toBe(copy);
});

it('gives it again when the browser has forgotten it by the time that the window gets the focus', () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  takeFocus(copy);
  copy.blur();
  window.dispatchEvent(new Event('focus'));
  expect(document.activeElement).toBe(copy);
});

it('takes it from nothing that the person has chosen since', () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  takeFocus(copy);
  document.querySelector('input')?.focus();
  window.dispatchEvent(new Event('focus'));
  expect(document.activeElement).toBe(document.querySelector('input'));
});
