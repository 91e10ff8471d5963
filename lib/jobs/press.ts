import { browser } from '../browser.ts';
import type { Payload, PostResult, PresetChoice } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done, failed } from '../contract/outcome.ts';
import type { UseContext } from '../contract/presets.ts';
import { joinPosts } from '../links/join-posts.ts';
import type { Copied } from '../page/copy-in-page-slot.ts';
import { destinationOf, parseAliExpressUrl } from '../product/address.ts';
import { flashBadge } from './badge.ts';
import { listPresets, makeManyPosts, makePost } from './post.ts';
import type { Made } from './press-words.ts';
import { askingWords, failureWords, madeWords, working } from './press-words.ts';
import { sourceFor } from './source.ts';
import type { TabTools } from './tab-tools.ts';
import { openTabTools } from './tab-tools.ts';
import { usableSettings } from './usable-settings.ts';

/**
 * Shortcut, menus and address bar have no room to choose a preset, so they share one memory; the menu of the toolbar
 * button sets it.
 */
export const QUICK: UseContext = 'shortcut';

/** A press from outside the page that wants the links of some addresses in the clipboard. */
export type Press = {
  tabId: number;
  /** The addresses that the press is about; `tools` can look into the page for them. */
  addresses(tools: TabTools): Promise<string[]> | string[];
  /** What to say where there are none. */
  noAddress: Outcome<never>;
  /** Brings the person to where they can copy, if the page cannot. `addresses` is undefined if it could not be asked. */
  elsewhere(addresses: string[] | undefined): Promise<unknown>;
};

const underWay = new Set<number>();

/** What the person was last asked about in a tab. */
const asked = new Map<number, string>();

/**
 * Makes the links of a press and copies them inside the tab's page, where the outcome is told. Call it inside the event
 * of the press, before anything is awaited.
 */
export async function pressInTab(press: Press): Promise<void> {
  const { tabId } = press;
  if (underWay.has(tabId)) return;
  underWay.add(tabId);
  try {
    const tools = await openTabTools(tabId);
    if (tools) await copyWith(tools, press);
    else await press.elsewhere(undefined);
  } finally {
    underWay.delete(tabId);
  }
}

async function copyWith(tools: TabTools, press: Press): Promise<void> {
  const addresses = await press.addresses(tools);
  const ready = await makeReady(addresses, press.noAddress);
  if (!ready.ok) return tell(tools, press.tabId, ready);
  if (!isAgreed(press.tabId, addresses)) return tools.say(askingWords(addresses.length));
  const preset = ready.value;
  const allowed = await browser.permissions.contains({ permissions: ['clipboardWrite'] });
  if (!(await tools.startCopy(preset.rich, allowed))) {
    await press.elsewhere(addresses);
    return;
  }
  await tools.say(working);
  const made = await make(addresses, preset);
  const copied = await tools.finishCopy(made.ok ? done({ text: made.value.text, html: made.value.html }) : made);
  await tell(tools, press.tabId, made.ok && !copied ? notCopied : made);
}

const notCopied = failed('internal', {
  message: 'The browser did not let Waybill write to the clipboard.',
  hint: 'Click into the page and try again.',
});

/** The preset to write with; or what would fail anyway, found out before the clipboard is opened. */
async function makeReady(addresses: string[], noAddress: Outcome<never>): Promise<Outcome<PresetChoice>> {
  const [first] = addresses;
  if (first === undefined) return noAddress;
  const source = addresses.length === 1 ? sourceFor(first) : done(undefined);
  if (!source.ok) return source;
  const presets = await listPresets({ context: QUICK });
  if (!presets.ok) return presets;
  const [preset] = presets.value;
  return preset
    ? done(preset)
    : failed('not_found', { message: 'There is no preset.', hint: 'Create one in the options.' });
}

/** Whether nobody else's mark is in the addresses, or the person has been told so and did the same again. */
function isAgreed(tabId: number, addresses: string[]): boolean {
  const key = addresses.join('\n');
  const agreed = asked.get(tabId) === key || !addresses.some(isTagged);
  if (agreed) asked.delete(tabId);
  else asked.set(tabId, key);
  return agreed;
}

function isTagged(url: string): boolean {
  const address = destinationOf(parseAliExpressUrl(url));
  return 'tagged' in address && address.tagged;
}

async function tell(tools: TabTools, tabId: number, outcome: Outcome<Made>): Promise<void> {
  await tools.say(outcome.ok ? madeWords(outcome.value) : failureWords(outcome.failure));
  await flashBadge(tabId, outcome.ok ? 'good' : 'bad');
}

function make(addresses: string[], preset: PresetChoice): Promise<Outcome<Made & Copied>> {
  const [url = ''] = addresses;
  return addresses.length === 1
    ? makeOne({ url, presetId: preset.id, context: QUICK })
    : makeMany({ urls: addresses, presetId: preset.id }, preset.name);
}

async function makeOne(request: Payload<'post.make'>): Promise<Outcome<Made & Copied>> {
  const post = await makePost(request);
  if (!post.ok) return post;
  const { text, html, link, preset, withoutFacts } = post.value;
  return done({ text, html, links: [link], presetName: preset.name, leftOut: [], withoutFacts });
}

async function makeMany(request: Payload<'posts.make'>, presetName: string): Promise<Outcome<Made & Copied>> {
  const [results, settings] = [await makeManyPosts(request), await usableSettings()];
  if (!results.ok) return results;
  if (!settings.ok) return settings;
  const output = settings.value.presets.find(({ id }) => id === request.presetId)?.output;
  const { posts, leftOut } = sorted(results.value);
  const [first] = leftOut;
  if (posts.length === 0 && first) return { ok: false, failure: first };
  if (!output) return failed('internal');
  const withoutFacts = posts.find((post) => post.withoutFacts)?.withoutFacts;
  return done({ ...joinPosts(output, posts), links: posts.map(({ link }) => link), presetName, leftOut, withoutFacts });
}

function sorted(results: PostResult[]) {
  return {
    posts: results.flatMap((result) => (result.ok ? [result.post] : [])),
    leftOut: results.flatMap((result) => (result.ok ? [] : [result.failure])),
  };
}
