import type { ComponentChildren } from 'preact';
import type { Locale } from '../../lib/contract/presets.ts';
import { SelectField } from './Fields.tsx';
import { type MarketField, marketChoices } from './markets.ts';

type Props = {
  locale: Locale;
  /** What each field is if nothing is chosen. */
  otherwise: Readonly<Record<MarketField, string>>;
  onChange(change: Partial<Locale>): void;
  /** One more field of the same kind. */
  children?: ComponentChildren;
};

const labels: readonly { field: MarketField; label: string }[] = [
  { field: 'language', label: 'Language' },
  { field: 'country', label: 'Ship-to country' },
  { field: 'currency', label: 'Currency' },
];

/** What posts are written in, and for which market the price is asked. */
export function MarketFields({ locale, otherwise, onChange, children }: Props) {
  return (
    <div class={children ? 'pair' : 'triple'}>
      {labels.map(({ field, label }) => (
        <SelectField
          key={field}
          label={label}
          value={locale[field] ?? ''}
          choices={[{ value: '', label: otherwise[field] }, ...marketChoices(field, locale[field])]}
          onChoose={(value) => onChange({ [field]: value === '' ? null : value })}
        />
      ))}
      {children}
    </div>
  );
}
