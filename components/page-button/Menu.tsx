import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ButtonPlace, PresetChoice } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';

type Props = {
  place: ButtonPlace;
  preset: PresetChoice;
  listPresets(): Promise<Outcome<PresetChoice[]>>;
  onPreset(event: Event, preset: PresetChoice): void;
  onPlace(place: ButtonPlace): void;
  onSwitchOff(): void;
  onClose(): void;
};

/** Named for a page that reads from left to right; in others the sides are mirrored, like the page itself. */
const corners = [
  ['top-left', 'Top left', 'Top right'],
  ['top-right', 'Top right', 'Top left'],
  ['bottom-left', 'Bottom left', 'Bottom right'],
  ['bottom-right', 'Bottom right', 'Bottom left'],
] as const;

/** Presets to copy with, and where the button sits. */
export function Menu({ place, preset, listPresets, onPreset, onPlace, onSwitchOff, onClose }: Props) {
  const [presets, setPresets] = useState<PresetChoice[]>([preset]);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void listPresets().then((answer) => answer.ok && setPresets(answer.value));
    itemsOf(menu.current)[0]?.focus();
  }, []);
  const mirrored = document.documentElement.dir === 'rtl';
  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      aria-label="Waybill"
      onKeyDown={(event) => (event.key === 'Escape' ? onClose() : step(event, menu.current))}
    >
      {presets.map((choice) => (
        <Item key={choice.id} checked={choice.id === preset.id} onChoose={(event) => onPreset(event, choice)}>
          <span dir="auto">{choice.name}</span>
          {choice.trackingId && <small class="mono">{choice.trackingId}</small>}
        </Item>
      ))}
      <hr />
      {corners.map(([corner, name, mirroredName]) => (
        <Item key={corner} checked={corner === place.corner} onChoose={() => onPlace({ ...place, corner })}>
          {mirrored ? mirroredName : name}
        </Item>
      ))}
      <hr />
      <Item onChoose={() => onPlace({ ...place, collapsed: !place.collapsed })}>
        {place.collapsed ? 'Show the words' : 'Show the icon only'}
      </Item>
      <Item onChoose={onSwitchOff}>Turn the button off</Item>
    </div>
  );
}

type ItemProps = { checked?: boolean; onChoose(event: Event): void; children: ComponentChildren };

function Item({ checked, onChoose, children }: ItemProps) {
  const common = {
    type: 'button',
    tabIndex: -1,
    onClick: (event: Event) => event.isTrusted && onChoose(event),
    children,
  } as const;
  if (checked === undefined) return <button {...common} role="menuitem" />;
  return <button {...common} role="menuitemradio" aria-checked={checked} />;
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return menu ? [...menu.querySelectorAll('button')] : [];
}

/** Arrow keys go round the items, Home and End to the ends. */
function step(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = itemsOf(menu);
  const at = items.indexOf(event.target as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
