import { Check, CircleAlert, CircleHelp, createElement, type IconNode, Link2 } from 'lucide';
import theme from '../../components/theme.css?inline';
import type { Said } from '../../lib/page/copy-in-page-slot.ts';
import style from './toast.css?inline';

/** The one element that a press adds to a page, until it has been read. */
const TOAST_ELEMENT = 'waybill-toast';

/** How long each is there to be read, in milliseconds; work is shown until its outcome replaces it. */
const SHOWN_FOR_MS = { working: 60_000, asking: 8000, good: 4000, bad: 8000 } as const;

const icons: Record<Said['tone'], IconNode> = { working: Link2, asking: CircleHelp, good: Check, bad: CircleAlert };

let leaving: ReturnType<typeof setTimeout> | undefined;

/** Tells the person what came of a press, in the page that is in front of them. */
export function say({ tone, title, notes }: Said): void {
  const { host, toast } = place();
  toast.className = `toast ${tone}`;
  toast.replaceChildren(
    createElement(icons[tone], { width: 16, height: 16, 'stroke-width': 1.75 }),
    words(title, notes),
  );
  clearTimeout(leaving);
  leaving = setTimeout(() => host.remove(), SHOWN_FOR_MS[tone]);
}

/** The toast of this press, or of the one before it: what it says changes, so that it is also said aloud. */
function place(): { host: HTMLElement; toast: HTMLElement } {
  const before = document.querySelector<HTMLElement>(TOAST_ELEMENT);
  const toast = before?.shadowRoot?.querySelector<HTMLElement>('.toast');
  if (before && toast) return { host: before, toast };
  before?.remove();
  const host = document.createElement(TOAST_ELEMENT);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = document.createElement('style');
  sheet.textContent = theme + style;
  const fresh = document.createElement('div');
  fresh.role = 'status';
  fresh.addEventListener('click', () => host.remove());
  root.append(sheet, fresh);
  document.documentElement.append(host);
  return { host, toast: fresh };
}

function words(title: string, notes: string[]): HTMLElement {
  const all = document.createElement('div');
  const lines = [title, ...notes].map((text, index) => {
    const line = document.createElement(index === 0 ? 'strong' : 'small');
    line.dir = 'auto';
    line.textContent = text;
    return line;
  });
  all.append(...lines);
  return all;
}
