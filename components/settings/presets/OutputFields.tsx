import { useState } from 'preact/hooks';
import type { FormatId, Output } from '../../../lib/contract/presets.ts';
import { starters } from '../../../lib/links/starters.ts';
import { Segments, SelectField } from '../Fields.tsx';
import { formatChoices } from '../markets.ts';
import type { Draft } from '../use-draft.ts';
import { TemplateField } from './TemplateField.tsx';

/** For which channel the text is written, and how: as shipped, or by the person's own template. */
export function OutputFields({ draft }: { draft: Draft<Output> }) {
  const output = draft.value;
  const channel = output.kind === 'format' ? output.format : output.channel;
  /** A template that a choice has replaced, until the page is left. */
  const [aside, setAside] = useState<string>();

  function setText(text: string, channelOfText: FormatId = channel) {
    draft.settle({ kind: 'template', channel: channelOfText, text });
  }

  /** A template that nobody has touched follows to the new channel; one's own stays. */
  function chooseChannel(next: FormatId) {
    if (output.kind === 'format') draft.settle({ kind: 'format', format: next });
    else setText(output.text === starters[channel] ? starters[next] : output.text, next);
  }

  function putAside() {
    if (output.kind === 'template' && output.text !== starters[channel]) setAside(output.text);
  }

  function chooseKind(kind: Output['kind']) {
    if (kind === output.kind) return;
    putAside();
    if (kind === 'format') draft.settle({ kind, format: channel });
    else setText(aside ?? starters[channel]);
  }

  return (
    <>
      <div class="pair">
        <SelectField label="Posted to" value={channel} choices={formatChoices} onChoose={chooseChannel} />
        <Segments
          label="Text"
          value={output.kind}
          choices={[
            { value: 'format', label: 'As shipped' },
            { value: 'template', label: 'Own template' },
          ]}
          onChoose={chooseKind}
        />
      </div>
      {output.kind === 'template' && (
        <TemplateField
          text={output.text}
          channel={output.channel}
          onInput={(text) => draft.input({ ...output, text })}
          onBlur={() => draft.settle()}
          onRestart={() => {
            putAside();
            setText(starters[channel]);
          }}
        />
      )}
      {aside !== undefined && (output.kind === 'format' || output.text !== aside) && (
        <p class="row quiet" role="status">
          Your template was put aside until you leave this page.
          <button type="button" class="button small" onClick={() => setText(aside)}>
            Put it back
          </button>
        </p>
      )}
    </>
  );
}
