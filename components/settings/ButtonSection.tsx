import type { Corner, Settings } from '../../lib/contract/settings.ts';
import { FailureNotice } from '../Notice.tsx';
import { ButtonCaution } from './ButtonCaution.tsx';
import { CheckField } from './Fields.tsx';
import { Section } from './Section.tsx';
import { useButton } from './use-button.ts';

type Place = Omit<Settings['button'], 'on'>;

type Props = { button: Settings['button']; onPlace(place: Place): void };

/** The switch of the in-page button, and where it sits. */
export function ButtonSection({ button, onPlace }: Props) {
  const { state, problem, turn } = useButton(button.on);
  const isOn = state?.on && state.granted;
  return (
    <Section
      id="button"
      title="Button on product pages"
      lead="A small button at the corner of AliExpress product pages copies the link with one press. The toolbar popup does the same without it."
    >
      <ButtonCaution />
      <div class="row reserve">
        {state && (
          <>
            <button type="button" class={`button ${isOn ? '' : 'primary'}`} onClick={() => void turn(!isOn)}>
              {isOn ? 'Turn off' : 'Turn on'}
            </button>
            <span role="status">{isOn ? 'The button is on.' : 'The button is off.'}</span>
          </>
        )}
      </div>
      {problem && <FailureNotice failure={problem} />}
      <div class="pair">
        <CornerField corner={button.corner} onChoose={(corner) => onPlace({ ...placeOf(button), corner })} />
        <CheckField
          label="Icon only"
          hint="The words come back for the outcome of a press. Pages that are open follow when they are loaded again."
          checked={button.collapsed}
          onChange={(collapsed) => onPlace({ ...placeOf(button), collapsed })}
        />
      </div>
    </Section>
  );
}

function placeOf({ corner, collapsed }: Settings['button']): Place {
  return { corner, collapsed };
}

/** In the order in which they lie on a page. */
const corners: readonly { value: Corner; label: string }[] = [
  { value: 'top-left', label: 'Top left' },
  { value: 'top-right', label: 'Top right' },
  { value: 'bottom-left', label: 'Bottom left' },
  { value: 'bottom-right', label: 'Bottom right' },
];

function CornerField({ corner, onChoose }: { corner: Corner; onChoose(corner: Corner): void }) {
  return (
    <fieldset class="field-block">
      <legend>Corner of the page</legend>
      <div class="corners">
        {corners.map(({ value, label }) => (
          <label key={value}>
            <input type="radio" name="corner" checked={value === corner} onChange={() => onChoose(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
