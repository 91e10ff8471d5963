import { describe, expect, test } from 'vitest';
import { MAX_PRESETS, type Preset } from '../../../lib/contract/presets.ts';
import type { Checked } from '../../../lib/links/checked.ts';
import { exportPresets, importPresets } from '../../../lib/links/preset-exchange.ts';
import {
  createPreset,
  deletePreset,
  duplicatePreset,
  editPreset,
  firstPresets,
  lastUsedFirst,
  movePreset,
  type Presets,
  readLastUsed,
  rememberUse,
  restorePreset,
} from '../../../lib/links/presets.ts';

function unwrap<T>(checked: Checked<T>): T {
  if (!checked.ok) {
    throw new Error(checked.problems.map(({ message }) => message).join(' '));
  }
  return checked.value;
}

function told<T>(checked: Checked<T>): string[] {
  return checked.ok ? [] : checked.problems.map(({ field, message }) => `${field} | ${message}`);
}

const ids = (presets: Presets) => presets.map(({ id }) => id);

describe('the presets of the first day', () => {
  test('are a plain link, a Telegram post and a blog snippet, under the default tracking id', () => {
    expect(firstPresets.map(({ name }) => name)).toEqual(['Plain link', 'Telegram', 'Blog (HTML)']);
    expect(firstPresets.every(({ trackingId }) => trackingId === null)).toBe(true);
  });
});

describe('a preset', () => {
  test('is created at the end with a tracking id of its own', () => {
    const presets = unwrap(createPreset(firstPresets, { name: ' Forum ', trackingId: 'forum-1' }, 'new'));
    expect(presets.at(-1)).toMatchObject({ id: 'new', name: 'Forum', trackingId: 'forum-1', linkType: 'normal' });
    expect(presets).toHaveLength(4);
  });

  test('is edited in its place and keeps its id', () => {
    const presets = unwrap(editPreset(firstPresets, 'telegram', { name: 'Deals', subIds: { dp: 'post-7' } }));
    expect(ids(presets)).toEqual(ids(firstPresets));
    expect(presets[1]).toMatchObject({ name: 'Deals', subIds: { dp: 'post-7' } });
    expect(firstPresets[1]?.name).toBe('Telegram');
  });

  test.each<[Partial<Preset>, string]>([
    [{ name: '  ' }, 'name | name must be a name of 1 to 60 characters.'],
    [{ trackingId: 'a b' }, 'trackingId | trackingId must be a tracking id of 1 to 64 letters'],
    [{ subIds: { cv: 'a/b' } }, 'subIds.cv | subIds.cv must be 1 to 64 letters'],
    [{ linkType: 'x' as 'hot' }, 'linkType | linkType must be "normal" or "hot".'],
    [{ country: 'de' }, 'country | country must be two capital letters such as "DE".'],
    [{ disclosure: { kind: 'own', text: '' } }, 'disclosure.text | disclosure.text must be a text'],
    [
      { output: { kind: 'template', channel: 'html', text: '{titel}' } },
      'output.text | Line 1, column 1: There is no placeholder {titel}.',
    ],
  ])('is not saved with %j, and the field is named', (changes, message) => {
    expect(told(editPreset(firstPresets, 'plain', changes))[0]).toContain(message);
  });

  test('is duplicated right behind itself under a name that is free', () => {
    const once = unwrap(duplicatePreset(firstPresets, 'plain', 'copy-1'));
    const twice = unwrap(duplicatePreset(once, 'plain', 'copy-2'));
    expect(ids(twice)).toEqual(['plain', 'copy-2', 'copy-1', 'telegram', 'blog']);
    expect(twice.slice(0, 3).map(({ name }) => name)).toEqual(['Plain link', 'Plain link copy 2', 'Plain link copy']);
  });

  test('with a name as long as allowed can still be duplicated', () => {
    const long = unwrap(editPreset(firstPresets, 'plain', { name: '\u{1f525}'.repeat(30) }));
    expect(unwrap(duplicatePreset(long, 'plain', 'copy'))[1]?.name).toHaveLength(59);
  });

  test.each([
    [0, ['blog', 'plain', 'telegram']],
    [1, ['plain', 'blog', 'telegram']],
    [9, ['plain', 'telegram', 'blog']],
    [-9, ['blog', 'plain', 'telegram']],
  ])('is moved to place %i', (to, order) => {
    expect(ids(unwrap(movePreset(firstPresets, 'blog', to)))).toEqual(order);
  });

  test('is deleted, and comes back in its old place', () => {
    const { presets, undo } = unwrap(deletePreset(firstPresets, 'telegram'));
    expect(ids(presets)).toEqual(['plain', 'blog']);
    expect(unwrap(restorePreset(presets, undo))).toEqual(firstPresets);
  });

  test('comes back at the end if the list has become shorter', () => {
    const { presets, undo } = unwrap(deletePreset(firstPresets, 'blog'));
    const fewer = unwrap(deletePreset(presets, 'plain')).presets;
    expect(ids(unwrap(restorePreset(fewer, undo)))).toEqual(['telegram', 'blog']);
  });

  test('is not deleted if it is the last', () => {
    expect(told(deletePreset(firstPresets.slice(0, 1), 'plain'))[0]).toContain('The last preset cannot be deleted.');
  });

  test('that is not there is said to be gone', () => {
    for (const change of [
      editPreset(firstPresets, 'gone', {}),
      movePreset(firstPresets, 'gone', 0),
      duplicatePreset(firstPresets, 'gone', 'x'),
    ]) {
      expect(told(change)[0]).toContain('not there any more');
    }
  });

  test('is not created twice under one id, nor beyond the room', () => {
    expect(told(createPreset(firstPresets, { name: 'x' }, 'plain'))[0]).toContain('already');
    const full = Array.from({ length: MAX_PRESETS }, (_, index) => ({ ...one, id: `p${index}` }));
    expect(told(createPreset(full, { name: 'x' }, 'new'))[0]).toContain('There is room for 100 presets.');
  });
});

const one = unwrap(createPreset([], { name: 'One' }, 'one'))[0] as Preset;

describe('the last used preset', () => {
  const used = rememberUse(rememberUse({}, 'popup', 'blog'), 'shortcut', 'telegram');

  test('comes first in the way in that it was used in', () => {
    expect(ids(lastUsedFirst(firstPresets, used, 'popup'))).toEqual(['blog', 'plain', 'telegram']);
    expect(ids(lastUsedFirst(firstPresets, used, 'shortcut'))).toEqual(['telegram', 'plain', 'blog']);
  });

  test('comes first in a way in that was never used', () => {
    expect(ids(lastUsedFirst(firstPresets, used, 'menu'))[0]).toBe('telegram');
  });

  test('is passed over once it is deleted', () => {
    const { presets } = unwrap(deletePreset(firstPresets, 'blog'));
    expect(ids(lastUsedFirst(presets, used, 'popup'))[0]).toBe('telegram');
    expect(ids(lastUsedFirst(firstPresets, {}, 'popup'))).toEqual(ids(firstPresets));
  });

  test('starts anew from unreadable storage', () => {
    expect(readLastUsed({ popup: 'blog' })).toEqual({ popup: 'blog' });
    expect(readLastUsed('x')).toEqual({});
  });
});

describe('presets in a file', () => {
  const file = (presets: unknown[], extra: object = {}) =>
    JSON.stringify({ kind: 'waybill-presets', version: 1, presets, ...extra });
  const newIds = () => {
    let count = 0;
    return () => {
      count += 1;
      return `new-${count}`;
    };
  };

  test('come back as they were, under new ids where theirs are taken', () => {
    const imported = unwrap(importPresets(firstPresets, exportPresets(firstPresets), newIds()));
    expect(ids(imported)).toEqual(['plain', 'telegram', 'blog', 'new-1', 'new-2', 'new-3']);
    expect(imported.slice(3).map(({ name, output }) => ({ name, output }))).toEqual(
      firstPresets.map(({ name, output }) => ({ name, output })),
    );
  });

  test('get an id of their own if the file holds one twice', () => {
    expect(ids(unwrap(importPresets([], file([one, one]), newIds())))).toEqual(['one', 'new-1']);
  });

  test.each<[string, string, string]>([
    ['no JSON', '{"kind":', ' | This is not JSON'],
    ['another file', '{"kind":"x","version":1,"presets":[]}', 'kind | kind must be "waybill-presets".'],
    ['no list', '{"kind":"waybill-presets","version":1}', 'presets | presets must be a list of 1 to 100 presets.'],
    ['a newer form', file([], { version: 2 }), 'version | The file comes from a newer Waybill.'],
    ['a wrong field', file([one, { ...one, trackingId: 7 }]), 'presets[1].trackingId | presets[1].trackingId must be'],
    ['a missing field', file([{ id: 'x', name: 'x' }]), 'presets[0].trackingId | '],
    [
      'an unknown format',
      file([{ ...one, output: { kind: 'format', format: 'fax' } }]),
      'presets[0].output.format must be "address" or "markdown"',
    ],
    [
      'a wrong template',
      file([{ ...one, output: { kind: 'template', channel: 'html', text: '\n{x}' } }]),
      'presets[0].output.text | Line 2, column 1: There is no placeholder {x}.',
    ],
    ['too many', file(Array.from({ length: 98 }, () => one)), 'presets | There is room for 100 presets: 3 are there'],
  ])('are refused with %s, by name of the field', (_name, text, message) => {
    expect(told(importPresets(firstPresets, text, newIds()))[0]).toContain(message);
  });

  test('are refused with every problem told, and none is taken', () => {
    const wrong = importPresets(firstPresets, file([one, { ...one, name: '' }, { ...one, linkType: 'x' }]), newIds());
    expect(told(wrong).map((line) => line.split(' | ')[0])).toEqual(['presets[1].name', 'presets[2].linkType']);
  });
});
