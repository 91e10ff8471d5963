import { useId, useRef } from 'preact/hooks';
import type { FormatId } from '../../../lib/contract/presets.ts';
import { MAX_TEMPLATE } from '../../../lib/contract/presets.ts';
import { parseTemplate, type TemplateProblem } from '../../../lib/links/templates.ts';
import { placeholders } from '../../../lib/links/wording.ts';

type Props = {
  text: string;
  channel: FormatId;
  onInput(text: string): void;
  onBlur(): void;
  onRestart(): void;
};

/** The editor of an own template: what is wrong is said with its place, and names are put in by a press. */
export function TemplateField({ text, channel, onInput, onBlur, onRestart }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const problems = templateProblems(text, channel);

  function insert(name: string) {
    const field = area.current;
    if (!field) return;
    field.setRangeText(`{${name}}`, field.selectionStart, field.selectionEnd, 'end');
    onInput(field.value);
    field.focus();
  }

  function show({ line, column }: TemplateProblem) {
    const at = positionOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, at + 1);
  }

  return (
    <div class="field-block">
      <div class="row spread">
        <label for={id}>Template</label>
        <button type="button" class="button small" onClick={onRestart}>
          Start from the shipped text
        </button>
      </div>
      <textarea
        ref={area}
        id={id}
        class="field mono"
        rows={8}
        value={text}
        spellcheck={false}
        dir="auto"
        aria-invalid={problems.length > 0}
        aria-describedby={`${id}-line`}
        onInput={(event) => onInput(event.currentTarget.value)}
        onBlur={onBlur}
      />
      <div id={`${id}-line`} class="template-line" aria-live="polite">
        {problems.length === 0 ? (
          <p class="quiet">
            {
              '{?was}…{/was} is there only if the former price is known, {!was}…{/was} only if it is not. {{ is a brace.'
            }
          </p>
        ) : (
          <TemplateProblems problems={problems} onShow={show} />
        )}
      </div>
      <fieldset class="names" aria-label="Placeholders: press to insert">
        {placeholders.map((name) => (
          <button key={name} type="button" class="name mono" aria-label={`Insert ${name}`} onClick={() => insert(name)}>
            {`{${name}}`}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function TemplateProblems({
  problems,
  onShow,
}: {
  problems: readonly TemplateProblem[];
  onShow(problem: TemplateProblem): void;
}) {
  return (
    <ul class="problem">
      {problems.map((problem, index) => (
        <li key={index}>
          {problem.line > 0 && (
            <button type="button" class="link" onClick={() => onShow(problem)}>
              Line {problem.line}, column {problem.column}
            </button>
          )}{' '}
          {problem.message} {problem.hint}
        </li>
      ))}
      <li>Not stored until this is mended.</li>
    </ul>
  );
}

/** What keeps a template from being stored. Line 0 means the whole of it. */
function templateProblems(text: string, channel: FormatId): readonly TemplateProblem[] {
  if (text === '') return [{ line: 0, column: 0, message: 'The template is empty.', hint: 'Put in {link} at least.' }];
  if (text.length > MAX_TEMPLATE) {
    const over = text.length - MAX_TEMPLATE;
    return [{ line: 0, column: 0, message: `The template is ${over} characters too long.`, hint: 'Shorten it.' }];
  }
  const parsed = parseTemplate(text, channel);
  return parsed.ok ? [] : parsed.problems;
}

/** Lines and columns count from 1, columns in characters. */
function positionOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const inLine = Array.from(lines[line - 1] ?? '').slice(0, column - 1);
  return before + inLine.join('').length;
}
