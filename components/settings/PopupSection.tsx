import { CheckField } from './Fields.tsx';
import { Section } from './Section.tsx';

export function PopupSection({ copyOnOpen, onChange }: { copyOnOpen: boolean; onChange(copyOnOpen: boolean): void }) {
  return (
    <Section id="popup" title="Popup">
      <CheckField
        label="Copy as soon as the popup opens"
        hint="On a product page, opening the popup makes the link and copies the post of the preset that you used last. Every opening is then one request to your backend."
        checked={copyOnOpen}
        onChange={onChange}
      />
    </Section>
  );
}
