import { FailureNotice } from '../../components/Notice.tsx';
import { AllSettingsSection } from '../../components/settings/AllSettingsSection.tsx';
import { BackendSection } from '../../components/settings/BackendSection.tsx';
import { ButtonSection } from '../../components/settings/ButtonSection.tsx';
import { DisclosureSection } from '../../components/settings/DisclosureSection.tsx';
import { Navigation, type Place } from '../../components/settings/Navigation.tsx';
import { PopupSection } from '../../components/settings/PopupSection.tsx';
import { PresetsSection } from '../../components/settings/presets/PresetsSection.tsx';
import { ShortcutsSection } from '../../components/settings/ShortcutsSection.tsx';
import { TroubleSection } from '../../components/settings/TroubleSection.tsx';
import { type PairingStore, usePairing } from '../../components/settings/use-pairing.ts';
import { type SettingsStore, useSettings } from '../../components/settings/use-settings.ts';
import type { Settings } from '../../lib/contract/settings.ts';

const backend: Place = { id: 'backend', label: 'Backend' };
const shortcuts: Place = { id: 'shortcuts', label: 'Shortcuts' };

const allPlaces: readonly Place[] = [
  backend,
  { id: 'presets', label: 'Presets' },
  { id: 'disclosure', label: 'Disclosure and market' },
  { id: 'button', label: 'Button on product pages' },
  { id: 'popup', label: 'Popup' },
  shortcuts,
  { id: 'all', label: 'All settings' },
];

const placesInTrouble: readonly Place[] = [{ id: 'trouble', label: 'Your settings' }, backend, shortcuts];

export function Options() {
  const settings = useSettings();
  const pairing = usePairing();
  const { state } = settings;
  // All parts appear at once, so that none pushes another away.
  const isReady = state.kind !== 'reading' && pairing.pairing !== undefined;
  return (
    <>
      <Navigation
        places={state.kind === 'trouble' ? placesInTrouble : allPlaces}
        isReady={isReady}
        saving={settings.saving}
      />
      <main>
        <header>
          <h1>Options</h1>
          <p class="quiet">
            Links go to your own affiliate account. The people who make Waybill earn nothing from them.
          </p>
        </header>
        {isReady && <Parts settings={settings} pairing={pairing} />}
      </main>
    </>
  );
}

type PartsProps = { settings: SettingsStore; pairing: PairingStore };

function Parts({ settings, pairing }: PartsProps) {
  const { state } = settings;
  return (
    <>
      {state.kind === 'failed' && <FailureNotice failure={state.failure} />}
      {state.kind === 'trouble' && <TroubleSection trouble={state.trouble} onReplace={settings.replace} />}
      <BackendSection store={pairing} />
      {state.kind === 'ready' && <Sections settings={state.settings} store={settings} pairing={pairing} />}
      {state.kind === 'trouble' && <ShortcutsSection />}
    </>
  );
}

type SectionsProps = { settings: Settings; store: SettingsStore; pairing: PairingStore };

function Sections({ settings, store, pairing }: SectionsProps) {
  const change = (part: Partial<Settings>) => store.change((now) => ({ ...now, ...part }));
  return (
    <>
      <PresetsSection settings={settings} me={pairing.me} onChange={store.changePresets} />
      <DisclosureSection settings={settings} onChange={change} />
      <ButtonSection
        button={settings.button}
        onPlace={(place) => store.change((now) => ({ ...now, button: { ...now.button, ...place } }))}
      />
      <PopupSection copyOnOpen={settings.copyOnOpen} onChange={(copyOnOpen) => change({ copyOnOpen })} />
      <ShortcutsSection />
      <AllSettingsSection
        settings={settings}
        onReplace={store.replace}
        onDeleted={() => {
          pairing.set(null);
          void store.reload();
        }}
      />
    </>
  );
}
