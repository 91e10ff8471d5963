import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from '../../lib/browser.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import type { SettingsTrouble } from '../../lib/contract/messages.ts';
import type { Settings } from '../../lib/contract/settings.ts';
import type { Checked, Problem } from '../../lib/links/checked.ts';
import type { Presets } from '../../lib/links/presets.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { createWriter, type Saving } from './writer.ts';

export type SettingsState =
  | { kind: 'reading' }
  | { kind: 'ready'; settings: Settings }
  | { kind: 'trouble'; trouble: SettingsTrouble }
  | { kind: 'failed'; failure: Failure };

export type SettingsStore = {
  state: SettingsState;
  saving: Saving;
  /** Shows the change at once and stores it. */
  change(update: (settings: Settings) => Settings): void;
  /** The same for the presets; what is wrong is answered and nothing is stored. */
  changePresets(update: (presets: Presets) => Checked<Presets>): Problem[];
  /** Stores settings whatever was there before, even what could not be read. */
  replace(settings: Settings): void;
  /** Reads again what is stored. */
  reload(): Promise<void>;
};

/** Storing for the person's other devices echoes back in pieces; what is shown waits until they are through. */
const ECHO_MS = 250;

/** The settings as the page shows them: changed here at once, stored in the background, and following other pages. */
export function useSettings(): SettingsStore {
  const [state, setState] = useState<SettingsState>({ kind: 'reading' });
  const [saving, setSaving] = useState<Saving>({ kind: 'nothing' });
  const shown = useRef<Settings | undefined>(undefined);
  const [writer] = useState(() => createWriter((settings) => ask('settings.write', { settings }), setSaving));

  const replace = useCallback(
    (settings: Settings) => {
      shown.current = settings;
      setState({ kind: 'ready', settings });
      void writer.put(settings);
    },
    [writer],
  );

  const reload = useCallback(async () => {
    const read = await readState();
    if (writer.busy()) return;
    shown.current = read.kind === 'ready' ? read.settings : undefined;
    setState(read);
  }, [writer]);

  useEffect(() => {
    void reload();
    return whenStored('settings', () => void reload());
  }, [reload]);

  return {
    state,
    saving,
    replace,
    reload,
    change(update) {
      if (shown.current) replace(update(shown.current));
    },
    changePresets(update) {
      if (!shown.current) return [];
      const updated = update(shown.current.presets);
      if (!updated.ok) return updated.problems;
      replace({ ...shown.current, presets: [...updated.value] });
      return [];
    },
  };
}

async function readState(): Promise<SettingsState> {
  const answer = await ask('settings.read', {});
  if (!answer.ok) return { kind: 'failed', failure: answer.failure };
  return answer.value.ok
    ? { kind: 'ready', settings: answer.value.settings }
    : { kind: 'trouble', trouble: answer.value.trouble };
}

/** Calls back, after the echoes, when something is stored under a key on this device; the answer ends that. */
export function whenStored(key: string, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listen = (changes: Record<string, unknown>, area: string) => {
    if (area !== 'local' || !(key in changes)) return;
    clearTimeout(timer);
    timer = setTimeout(act, ECHO_MS);
  };
  browser.storage.onChanged.addListener(listen);
  return () => {
    clearTimeout(timer);
    browser.storage.onChanged.removeListener(listen);
  };
}
