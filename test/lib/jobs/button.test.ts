import { describe, expect, it } from 'vitest';
import {
  hostsRemoved,
  leavePages,
  loadButton,
  placeButton,
  switchButton,
  syncButton,
} from '../../../lib/jobs/button.ts';
import { ALIEXPRESS_ORIGINS } from '../../../lib/product/hosts.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';
import { storeSettings } from '../../../lib/storage/settings.ts';
import { fakeScripting } from '../../support/fake-scripting.ts';

const [com = '', us = ''] = ALIEXPRESS_ORIGINS;
const tab = { tab: { id: 7, index: 0 } } as Parameters<typeof loadButton>[1];

describe('the in-page button', () => {
  it('runs nowhere before the yes, even where the hosts are granted', async () => {
    const fake = fakeScripting({ openTabs: [7] });
    fake.granted.add(com);
    await syncButton();
    expect(fake.registered.size).toBe(0);
    expect(fake.injected).toEqual([]);
    expect(await loadButton({}, tab)).toEqual({ ok: true, value: null });
  });

  it('runs nowhere after the yes, while the browser has granted nothing', async () => {
    const fake = fakeScripting();
    expect(await switchButton({ on: true })).toEqual({ ok: true, value: { on: true, granted: false } });
    expect(fake.registered.size).toBe(0);
  });

  it('is registered for the granted hosts only, and starts in the tabs that are open', async () => {
    const fake = fakeScripting({ openTabs: [7, 8] });
    fake.granted.add(com);
    await switchButton({ on: true });
    expect([...fake.registered.values()]).toMatchObject([{ matches: [com], runAt: 'document_start' }]);
    expect(fake.injected.map(({ tabId }) => tabId)).toEqual([7, 8]);
  });

  it('is registered once when granting, switching and starting overlap', async () => {
    const fake = fakeScripting({ openTabs: [7] });
    fake.granted.add(com);
    await storeSettings({ ...firstSettings, button: { ...firstSettings.button, on: true } });
    await Promise.all([syncButton(), syncButton(), switchButton({ on: true })]);
    expect(fake.registered.size).toBe(1);
    expect(fake.injected).toHaveLength(1);
  });

  it('follows a host that is granted later', async () => {
    const fake = fakeScripting();
    fake.granted.add(com);
    await switchButton({ on: true });
    fake.granted.add(us);
    await syncButton();
    expect([...fake.registered.values()]).toMatchObject([{ matches: [com, us] }]);
  });

  it('is unregistered and told to leave when it is switched off', async () => {
    const fake = fakeScripting({ openTabs: [7] });
    fake.granted.add(com);
    await switchButton({ on: true });
    await switchButton({ on: false });
    expect(fake.registered.size).toBe(0);
    expect(fake.told).toEqual([{ waybill: 'button.off' }]);
  });

  it("counts as switched off when the hosts are taken away in the browser's own settings", async () => {
    const fake = fakeScripting({ openTabs: [7] });
    fake.granted.add(com);
    await switchButton({ on: true });
    fake.granted.clear();
    await hostsRemoved();
    fake.granted.add(com);
    await syncButton();
    expect(fake.registered.size).toBe(0);
  });

  it('sits where the person last put it', async () => {
    const fake = fakeScripting();
    fake.granted.add(com);
    await switchButton({ on: true });
    await placeButton({ corner: 'top-right', collapsed: true });
    expect(await loadButton({}, tab)).toMatchObject({
      value: { place: { corner: 'top-right', collapsed: true }, preset: { id: 'plain' } },
    });
    expect(fake.injected.at(-1)).toEqual({ tabId: 7, files: ['product-button.js'] });
  });

  it('can be switched off from its own menu', async () => {
    const fake = fakeScripting({ openTabs: [7] });
    fake.granted.add(com);
    await switchButton({ on: true });
    await leavePages();
    expect(fake.registered.size).toBe(0);
    expect(await loadButton({}, tab)).toEqual({ ok: true, value: null });
  });
});
