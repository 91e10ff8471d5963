import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Draft } from './use-draft.ts';

/** What ties a control to its label and to the line under it. */
export type ControlAttributes = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };

type FieldProps = {
  label: string;
  hint?: ComponentChildren;
  /** Stands in the place of the hint, so that nothing moves. */
  problem?: string | undefined;
  children(attributes: ControlAttributes): JSX.Element;
};

/** A label, its control, and one line under it. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const hasLine = hint !== undefined || problem !== undefined;
  const attributes = {
    id,
    ...(hasLine && { 'aria-describedby': `${id}-line` }),
    ...(problem !== undefined && { 'aria-invalid': true }),
  };
  return (
    <div class="field-block">
      <label for={id}>{label}</label>
      {children(attributes)}
      {hasLine && (
        <p id={`${id}-line`} class={problem === undefined ? 'quiet' : 'problem'} aria-live="polite">
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = {
  label: string;
  draft: Draft<string>;
  hint?: ComponentChildren;
  mono?: boolean;
  placeholder?: string;
};

export function TextField({ label, draft, hint, mono = false, placeholder }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={draft.problem}>
      {(attributes) => (
        <input
          {...attributes}
          class={`field ${mono ? 'mono' : ''}`}
          value={draft.value}
          onInput={(event) => draft.input(event.currentTarget.value)}
          onBlur={() => draft.settle()}
          autocomplete="off"
          spellcheck={!mono}
          {...(placeholder !== undefined && { placeholder })}
        />
      )}
    </Field>
  );
}

export type Choice<V extends string> = { value: V; label: string };

type SelectFieldProps<V extends string> = {
  label: string;
  value: V;
  choices: readonly Choice<V>[];
  hint?: ComponentChildren;
  onChoose(value: V): void;
};

export function SelectField<V extends string>({ label, value, choices, hint, onChoose }: SelectFieldProps<V>) {
  return (
    <Field label={label} hint={hint}>
      {(attributes) => (
        <select
          {...attributes}
          class="field"
          value={value}
          onChange={(event) => onChoose(chosen(event.currentTarget.value, choices, value))}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function chosen<V extends string>(value: string, choices: readonly Choice<V>[], before: V): V {
  return choices.find((choice) => choice.value === value)?.value ?? before;
}

type SegmentsProps<V extends string> = {
  label: string;
  value: V;
  choices: readonly Choice<V>[];
  onChoose(value: V): void;
};

/** Two or three choices that are all in sight. */
export function Segments<V extends string>({ label, value, choices, onChoose }: SegmentsProps<V>) {
  const name = useId();
  return (
    <fieldset class="field-block">
      <legend>{label}</legend>
      <div class="segments">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input type="radio" name={name} checked={choice.value === value} onChange={() => onChoose(choice.value)} />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What comes of a choice, beside it. */
export function Said({ label, text }: { label: string; text: string }) {
  return (
    <div class="field-block">
      <strong>{label}</strong>
      <p class="said">{text}</p>
    </div>
  );
}

type CheckFieldProps = { label: string; hint?: ComponentChildren; checked: boolean; onChange(checked: boolean): void };

export function CheckField({ label, hint, checked, onChange }: CheckFieldProps) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        {...(hint !== undefined && { 'aria-describedby': `${id}-line` })}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-line`} class="quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
