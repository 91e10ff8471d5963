import { Check, ChevronUp, CircleAlert, CircleHelp, Link2 } from 'lucide';
import { Icon } from '../Icon.tsx';
import type { PressState } from './press-state.ts';
import { Said } from './Said.tsx';

const icons = { rest: Link2, asking: CircleHelp, working: Link2, done: Check, failed: CircleAlert };

type Props = {
  state: PressState;
  collapsed: boolean;
  dealProduct: string | undefined;
  menuOpen: boolean;
  onPress(event: Event): void;
  onMenu(): void;
};

/** The press itself, and beside it the way into the menu. Collapsed it keeps its icon and still tells outcomes. */
export function Pill({ state, collapsed, dealProduct, menuOpen, onPress, onMenu }: Props) {
  const iconOnly = collapsed && state.at === 'rest';
  return (
    <div class={`pill ${state.at}`}>
      <button
        type="button"
        class="press"
        title="Waybill"
        aria-label={iconOnly ? 'Copy link' : undefined}
        aria-busy={state.at === 'working'}
        onClick={onPress}
      >
        <Icon of={icons[state.at]} />
        {!iconOnly && (
          <span class="said" dir="auto">
            <Said state={state} dealProduct={dealProduct} />
          </span>
        )}
      </button>
      <button
        type="button"
        class="more"
        aria-label="Waybill: presets and place"
        aria-haspopup="menu"
        aria-expanded={menuOpen}
        onClick={(event) => event.isTrusted && onMenu()}
      >
        <Icon of={ChevronUp} />
      </button>
    </div>
  );
}
