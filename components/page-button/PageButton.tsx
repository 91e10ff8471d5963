import { useRef, useState } from 'preact/hooks';
import type { ButtonPlace, PresetChoice } from '../../lib/contract/messages.ts';
import type { ButtonPorts } from '../../lib/page/button-slot.ts';
import { copyPending } from '../../lib/page/clipboard.ts';
import { Menu } from './Menu.tsx';
import { Pill } from './Pill.tsx';
import type { PressState } from './press-state.ts';
import { Said } from './Said.tsx';

/** How long the pill tells what came of a press, in milliseconds. A failure or a question stays until the next press. */
const SAID_FOR_MS = 4000;

type Props = Omit<ButtonPorts, 'signal'> & {
  /** Tells the element in the page where to sit. */
  onPlace(place: ButtonPlace): void;
};

/** The in-page button: one press copies the post of this product, and the same pill says what came of it. */
export function PageButton(props: Props) {
  const [place, setPlace] = useState(props.place);
  const [preset, setPreset] = useState(props.preset);
  const [menuOpen, setMenuOpen] = useState(false);
  const [state, press] = usePress(props);
  const label = useRef<HTMLDivElement>(null);

  function move(changed: ButtonPlace) {
    setPlace(changed);
    props.onPlace(changed);
    props.keepPlace(changed);
  }

  function close() {
    setMenuOpen(false);
    label.current?.querySelector<HTMLElement>('.more')?.focus();
  }

  function use(event: Event, chosen: PresetChoice) {
    setPreset(chosen);
    setMenuOpen(false);
    void press(event, chosen);
  }

  return (
    <div class="label" ref={label}>
      <Pill
        state={state}
        collapsed={place.collapsed}
        dealProduct={props.dealProduct}
        menuOpen={menuOpen}
        onPress={(event) => void press(event, preset)}
        onMenu={() => setMenuOpen(!menuOpen)}
      />
      {menuOpen && (
        <Menu
          place={place}
          preset={preset}
          listPresets={props.listPresets}
          onPreset={use}
          onPlace={move}
          onSwitchOff={props.switchOff}
          onClose={close}
        />
      )}
      <span class="aloud" role="status">
        {state.at !== 'rest' && <Said state={state} dealProduct={undefined} />}
      </span>
    </div>
  );
}

function usePress({ makePost, tagged }: Props) {
  const [state, setState] = useState<PressState>({ at: 'rest' });
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function press(event: Event, preset: PresetChoice) {
    // A page can dispatch clicks of its own; only a person's press counts (rule AE-2).
    if (!event.isTrusted || state.at === 'working') return;
    clearTimeout(rest.current);
    if (tagged && state.at === 'rest') return setState({ at: 'asking' });
    const copying = copyPending(makePost(preset.id), preset.rich);
    setState({ at: 'working' });
    const made = await copying;
    if (!made.ok) return setState({ at: 'failed', failure: made.failure });
    setState({ at: 'done', link: made.value.link, withoutFacts: made.value.withoutFacts });
    rest.current = setTimeout(() => setState({ at: 'rest' }), SAID_FOR_MS);
  }

  return [state, press] as const;
}
