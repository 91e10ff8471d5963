import { beforeEach, describe, expect, it } from 'vitest';
import type { Pairings } from '../../../server/access/pairing.ts';
import { createPairings } from '../../../server/access/pairing.ts';
import { newPairingCode, readPairingCode } from '../../../server/access/secrets.ts';
import type { Tokens } from '../../../server/access/tokens.ts';
import { createTokens } from '../../../server/access/tokens.ts';
import { memoryStore } from './memory-store.ts';

const rights = { trackingIds: ['blog'], isOwner: false };
let now = 1_000_000;
let tokens: Tokens;
let pairings: Pairings;

beforeEach(async () => {
  const store = await memoryStore();
  tokens = createTokens(store.access, () => now);
  pairings = createPairings(store.pairings, tokens, () => now);
});

/** A code that differs from a right one in its last character: the hardest kind of wrong. */
function wrongCodeFor(code: string): string {
  return code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
}

describe('a pairing code', () => {
  it('has eight characters that can be read aloud', () => {
    for (let round = 0; round < 100; round += 1) expect(newPairingCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  });

  it('may be typed in small letters, with dashes and look-alikes', () => {
    expect(readPairingCode(' ab0o-1Il9 ')).toEqual(readPairingCode('AB001119'));
    expect(readPairingCode('AB00111U')).toBeUndefined();
    expect(readPairingCode('AB00111')).toBeUndefined();
  });

  it('becomes a token once', async () => {
    const code = await pairings.open('anna', rights);
    const paired = await pairings.redeem(code, 'ignored');
    if (!paired.ok) throw new Error('refused');
    expect(paired.value.name).toBe('anna');
    expect(await tokens.authenticate(paired.value.token)).toMatchObject({ name: 'anna', trackingIds: ['blog'] });
    expect((await pairings.redeem(code, undefined)).ok).toBe(false);
  });

  it('takes the name of the one who brings it when it has none', async () => {
    const names = [];
    for (const name of ['laptop', undefined, undefined]) {
      const paired = await pairings.redeem(await pairings.open(null, rights), name);
      names.push(paired.ok && paired.value.name);
    }
    expect(names).toEqual(['laptop', 'browser', 'browser 2']);
  });

  it('ends after ten minutes', async () => {
    const code = await pairings.open(null, rights);
    now += 10 * 60 * 1000;
    expect((await pairings.redeem(code, undefined)).ok).toBe(false);
  });

  it('ends after five wrong tries', async () => {
    const code = await pairings.open(null, rights);
    for (let tries = 0; tries < 5; tries += 1) await pairings.redeem(wrongCodeFor(code), undefined);
    expect((await pairings.redeem(code, undefined)).ok).toBe(false);
  });

  it('survives four wrong tries', async () => {
    const code = await pairings.open(null, rights);
    for (let tries = 0; tries < 4; tries += 1) await pairings.redeem(wrongCodeFor(code), undefined);
    expect((await pairings.redeem(code, undefined)).ok).toBe(true);
  });

  it('gives the same answer whether it is wrong, used, expired or no code at all', async () => {
    const [used, expired] = [await pairings.open(null, rights), await pairings.open(null, rights)];
    await pairings.redeem(used, undefined);
    const answers = [await pairings.redeem(used, undefined), await pairings.redeem(wrongCodeFor(expired), undefined)];
    now += 10 * 60 * 1000;
    answers.push(await pairings.redeem(expired, undefined));
    for (const nonsense of ['', 'short', 'UUUU-UUUU', 'far too long']) {
      answers.push(await pairings.redeem(nonsense, undefined));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: false, failure: { code: 'unauthorized' } });
  });
});
