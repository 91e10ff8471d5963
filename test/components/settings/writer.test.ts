import { expect, it } from 'vitest';
import { createWriter, type Saving } from '../../../components/settings/writer.ts';
import { done, failed, type Outcome } from '../../../lib/contract/outcome.ts';
import type { Settings } from '../../../lib/contract/settings.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';

const withName = (name: string): Settings => ({
  ...firstSettings,
  presets: firstSettings.presets.map((preset) => ({ ...preset, name })),
});

it('stores the last of what came while it was storing, never an older one after it', async () => {
  const stored: (string | undefined)[] = [];
  const said: Saving[] = [];
  const writer = createWriter(
    async (settings) => {
      await Promise.resolve();
      stored.push(settings.presets[0]?.name);
      return done({});
    },
    (saving) => said.push(saving),
  );
  const first = writer.put(withName('a'));
  expect(writer.busy()).toBe(true);
  await Promise.all([first, writer.put(withName('b')), writer.put(withName('c'))]);
  expect(stored).toEqual(['a', 'c']);
  expect(said).toEqual([{ kind: 'saved', count: 2 }]);
  expect(writer.busy()).toBe(false);
});

it('says a failure, and stores again at the next change', async () => {
  const answers: Outcome<unknown>[] = [failed('internal'), done({})];
  const said: Saving[] = [];
  const writer = createWriter(
    async () => answers.shift() ?? done({}),
    (saving) => said.push(saving),
  );
  await writer.put(withName('a'));
  await writer.put(withName('b'));
  expect(said.map(({ kind }) => kind)).toEqual(['failed', 'saved']);
});
