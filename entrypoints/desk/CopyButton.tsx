import { Check, Copy } from 'lucide';
import { Icon } from '../../components/Icon.tsx';
import type { CopyState } from './use-copied.ts';

type Props = {
  /** What tells this button from the others. */
  name: string;
  /** What is copied, for those who do not see the line. */
  label: string;
  what(): { text: string; html?: string | undefined };
  copying: CopyState;
};

export function CopyButton({ name, label, what, copying }: Props) {
  const isCopied = copying.copied === name;
  return (
    <button type="button" class="button small copy" aria-label={label} onClick={() => copying.copy(name, what())}>
      <Icon of={isCopied ? Check : Copy} />
      {isCopied ? 'Copied' : 'Copy'}
    </button>
  );
}

/** Says aloud what the buttons show. */
export function CopySaid({ copying }: { copying: CopyState }) {
  return (
    <p class="aloud" role="status">
      {copying.copied !== undefined && 'Copied.'}
      {copying.refused && 'The browser did not let Waybill write to the clipboard. Press again.'}
    </p>
  );
}
