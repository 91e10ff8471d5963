import { useState } from 'preact/hooks';
import type { Me } from '../../../lib/contract/access.ts';
import { SelectField, TextField } from '../Fields.tsx';
import { useDraft } from '../use-draft.ts';
import { type EditPreset, sentenceFor } from './edit.ts';

/** Neither is a tracking id: those hold no spaces. */
const DEFAULT = '';
const ANOTHER = 'another one';

type Props = { trackingId: string | null; me: Me | undefined; onEdit: EditPreset };

/** The hero detail: under which tracking id the links of a preset go out. */
export function TrackingIdField({ trackingId, me, onEdit }: Props) {
  const known = me?.trackingIds ?? [];
  const [isTyping, setTyping] = useState(trackingId !== null && !known.includes(trackingId));
  const draft = useDraft(trackingId ?? '', (text) => sentenceFor(onEdit({ trackingId: text.trim() })));

  function choose(value: string) {
    setTyping(value === ANOTHER);
    if (value !== ANOTHER) onEdit({ trackingId: value === DEFAULT ? null : value });
  }

  const isUnknown = me !== undefined && draft.value !== '' && !known.includes(draft.value.trim());
  return (
    <div class="stack">
      <SelectField
        label="Tracking id"
        value={isTyping ? ANOTHER : (trackingId ?? DEFAULT)}
        choices={[
          { value: DEFAULT, label: `The backend's default${me ? ` (${me.defaultTrackingId})` : ''}` },
          ...known.map((value) => ({ value, label: value })),
          ...(trackingId !== null && !known.includes(trackingId) && !isTyping
            ? [{ value: trackingId, label: trackingId }]
            : []),
          { value: ANOTHER, label: 'Another…' },
        ]}
        hint="A tracking id cannot be edited or deleted at AliExpress, and 50 is the most."
        onChoose={choose}
      />
      {isTyping && (
        <TextField
          label="Another tracking id"
          draft={draft}
          mono
          hint={
            isUnknown
              ? 'The backend has not named this id for your access, so it may refuse it.'
              : 'As it stands in Portals, letter by letter.'
          }
        />
      )}
    </div>
  );
}
