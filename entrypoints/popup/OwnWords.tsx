import { Plus, TriangleAlert } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import type { OwnWord } from '../../lib/links/own-words.ts';
import type { OwnWords } from './use-own-words.ts';

const names: Readonly<Record<OwnWord, string>> = { coupon: 'Coupon', erid: 'erid' };

/** One quiet line: what the person adds to the post, and the way to change it. Nothing, where nothing can be added. */
export function OwnWordsButton({ words, open, onToggle }: { words: OwnWords; open: boolean; onToggle(): void }) {
  if (words.fields.length === 0 && !words.lacksErid) return null;
  const { text, tone } = summary(words);
  return (
    <button type="button" class={`own ${tone}`} aria-expanded={open} aria-controls="own-words" onClick={onToggle}>
      {tone !== 'said' && <Icon of={tone === 'warn' ? TriangleAlert : Plus} />}
      <span dir="auto">{text}</span>
    </button>
  );
}

function summary({ lacksErid, read }: OwnWords): { text: string; tone: 'warn' | 'said' | 'empty' } {
  const wrong = (['coupon', 'erid'] as const).find((word) => read[word].problem);
  if (wrong) return { text: `${names[wrong]} left out`, tone: 'warn' };
  if (lacksErid) return { text: 'erid missing', tone: 'warn' };
  const said = (['coupon', 'erid'] as const).filter((word) => read[word].value !== '');
  if (said.length === 0) return { text: 'Add coupon', tone: 'empty' };
  return { text: said.map((word) => `${names[word]} ${read[word].value}`).join(' · '), tone: 'said' };
}

/** The fields themselves. Enter in one of them copies, as they are part of the form. */
export function OwnWordsFields({ words }: { words: OwnWords }) {
  const root = useRef<HTMLDivElement>(null);
  // Before the browser paints, so that nothing that is typed at once is lost.
  useLayoutEffect(() => {
    const first = words.lacksErid ? 'erid' : 'coupon';
    const field =
      root.current?.querySelector<HTMLInputElement>(`#own-${first}`) ?? root.current?.querySelector('input');
    field?.focus();
  }, []);
  return (
    <div id="own-words" class="own-words" ref={root}>
      {words.fields.map((word) => (
        <Field key={word} word={word} words={words} />
      ))}
      {words.fields.map((word) => (
        <Problem key={word} word={word} words={words} />
      ))}
      {words.lacksErid && !words.read.erid.problem && (
        <p class="hint" id="own-erid-hint">
          {words.fields.includes('erid')
            ? 'Advertising in Russia needs an erid beside the link. Your ad data operator gives it to you.'
            : 'Advertising in Russia needs an erid, and this preset’s text has no place for one: write it beside the link.'}
        </p>
      )}
    </div>
  );
}

function Field({ word, words }: { word: OwnWord; words: OwnWords }) {
  const { problem } = words.read[word];
  const hints = [problem && `own-${word}-problem`, word === 'erid' && words.lacksErid && !problem && 'own-erid-hint'];
  return (
    <>
      <label for={`own-${word}`}>{names[word]}</label>
      <input
        id={`own-${word}`}
        class={`field ${word === 'erid' ? 'mono' : ''}`}
        dir="auto"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={words.typed[word]}
        aria-invalid={problem !== undefined}
        aria-describedby={hints.filter(Boolean).join(' ') || undefined}
        onInput={(event) => words.type(word, event.currentTarget.value)}
      />
    </>
  );
}

function Problem({ word, words }: { word: OwnWord; words: OwnWords }) {
  const { problem } = words.read[word];
  return problem ? (
    <p class="hint" id={`own-${word}-problem`} role="alert">
      {problem}
    </p>
  ) : null;
}
