import type { IconNode } from 'lucide';
import { Check, X } from 'lucide';
import { Icon } from '../Icon.tsx';

const does = [
  'When you press, it sends the plain address of the product to your own backend, with the access that you gave it.',
  'Your backend signs the request and asks AliExpress for the link, the price and the commission.',
  'The finished text goes to your clipboard. Your settings stay in your browser.',
];

const doesNot = [
  'Nothing is sent before you press or open the popup: no history, no page content, no statistics.',
  'No link on a page is changed, no cookie is set, and no link that it made is ever opened.',
  'The people who make Waybill get nothing: no data, and no part of what you earn.',
];

/** What leaves the browser and what does not, before anything is asked (rules AE-6 and CW-2). */
export function Promises() {
  return (
    <section id="promises" aria-labelledby="promises-title">
      <h2 id="promises-title">What it does, and what not</h2>
      <div class="pair">
        <Marked icon={Check} tone="good" lines={does} label="What it does" />
        <Marked icon={X} tone="ink" lines={doesNot} label="What it does not do" />
      </div>
      <p>
        The links are for your audience, not for you, your friends, relatives or colleagues: AliExpress forbids buying
        through one's own links.
      </p>
    </section>
  );
}

type MarkedProps = { icon: IconNode; tone: 'good' | 'ink'; lines: readonly string[]; label: string };

function Marked({ icon, tone, lines, label }: MarkedProps) {
  return (
    <ul class={`marked ${tone}`} aria-label={label}>
      {lines.map((line) => (
        <li key={line}>
          <Icon of={icon} />
          {line}
        </li>
      ))}
    </ul>
  );
}
