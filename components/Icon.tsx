import type { IconNode } from 'lucide';
import { h } from 'preact';

/** A lucide icon, for the eye only: the words stand beside it. */
export function Icon({ of: shapes }: { of: IconNode }) {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="16"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {shapes.map(([tag, attributes], index) => h(tag, { key: index, ...attributes }))}
    </svg>
  );
}
