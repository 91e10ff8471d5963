import type { IconNode } from 'lucide';
import { CircleAlert, CircleCheck, Info } from 'lucide';
import type { Failure } from '../lib/contract/failure.ts';
import { wordsFor } from '../lib/failure-words.ts';
import { Icon } from './Icon.tsx';

export type Tone = 'plain' | 'good' | 'bad';

const icons: Record<Tone, IconNode> = { plain: Info, good: CircleCheck, bad: CircleAlert };

/** One thing that the person should know: a sentence, and what to do about it. */
export function Notice({ tone, title, text }: { tone: Tone; title: string; text?: string | undefined }) {
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon of={icons[tone]} />
      <p>{title}</p>
      {text && <p>{text}</p>}
    </div>
  );
}

export function FailureNotice({ failure }: { failure: Failure }) {
  const { message, hint } = wordsFor(failure);
  return <Notice tone="bad" title={message} text={hint} />;
}
