import type { SubIds } from '../../../lib/contract/links.ts';
import { TextField } from '../Fields.tsx';
import { useDraft } from '../use-draft.ts';
import { type EditPreset, sentenceFor } from './edit.ts';

type Props = { field: keyof SubIds; subIds: SubIds; onEdit: EditPreset };

export function SubIdField({ field, subIds, onEdit }: Props) {
  const draft = useDraft(subIds[field] ?? '', (text) => {
    const { [field]: _before, ...others } = subIds;
    const typed = text.trim();
    return sentenceFor(onEdit({ subIds: typed === '' ? others : { ...others, [field]: typed } }));
  });
  return <TextField label={`Sub-id ${field}`} draft={draft} mono />;
}
