import type { Backend } from '../backend/client.ts';
import { createBackend } from '../backend/client.ts';
import type { MadeLink } from '../contract/links.ts';
import type { Payload, Post, PostResult, PresetChoice, Reply } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done, failed, refusal } from '../contract/outcome.ts';
import type { Preset } from '../contract/presets.ts';
import type { Product } from '../contract/products.ts';
import type { Settings } from '../contract/settings.ts';
import { lastUsedFirst, rememberUse } from '../links/presets.ts';
import type { Effective } from '../settings/defaults.ts';
import { effective } from '../settings/defaults.ts';
import { presetPost } from '../settings/preset-post.ts';
import { loadLastUsed, storeLastUsed } from '../storage/last-used.ts';
import { readPairing } from '../storage/pairing.ts';
import type { Facts } from './post-facts.ts';
import { askForProduct, factsFor, factsForMany } from './post-facts.ts';
import { presetChoice } from './preset-choice.ts';
import { sourceFor } from './source.ts';
import { usableSettings } from './usable-settings.ts';

type Words = Pick<Payload<'post.make'>, 'coupon' | 'erid'>;

/** A preset with everything that it leaves to the settings and the browser filled in, and the backend to ask. */
type Desk = { preset: Preset; settings: Settings; market: Effective; backend: Backend };

/** The presets for a way in, the one that it was last used with first. */
export async function listPresets({ context }: Payload<'presets.list'>): Promise<Outcome<PresetChoice[]>> {
  const settings = await usableSettings();
  if (!settings.ok) return settings;
  return done(lastUsedFirst(settings.value.presets, await loadLastUsed(), context).map(presetChoice));
}

/** Makes the link of an address and writes the post around it. */
export async function makePost(request: Payload<'post.make'>): Promise<Outcome<Reply<'post.make'>>> {
  const source = sourceFor(request.url);
  if (!source.ok) return source;
  const desk = await openDesk(async ({ presets }) => {
    const [first] = lastUsedFirst(presets, await loadLastUsed(), request.context);
    return presets.find(({ id }) => id === request.presetId) ?? first;
  });
  if (!desk.ok) return desk;
  const [links, facts] = await Promise.all([
    askForLinks(desk.value, [source.value.source]),
    factsFor(desk.value, source.value.productId),
  ]);
  if (!links.ok) return links;
  const made = links.value[0] ?? failed('internal');
  if (!made.ok) return made;
  await storeLastUsed(rememberUse(await loadLastUsed(), request.context, desk.value.preset.id));
  return done(write(desk.value, made.value, facts, request));
}

/** Posts for many addresses from the desk, which remembers the preset like every way in. */
export async function makePosts(request: Payload<'posts.make'>): Promise<Outcome<PostResult[]>> {
  const posts = await makeManyPosts(request);
  if (posts.ok) await storeLastUsed(rememberUse(await loadLastUsed(), 'desk', request.presetId));
  return posts;
}

/** Posts for many addresses, with one request for the links and one for the facts; one bad address never fails the others. */
export async function makeManyPosts({ urls, presetId }: Payload<'posts.make'>): Promise<Outcome<PostResult[]>> {
  const desk = await openDesk(async ({ presets }) => presets.find(({ id }) => id === presetId));
  if (!desk.ok) return desk;
  const sources = urls.map(sourceFor);
  const usable = sources.flatMap((source) => (source.ok ? [source.value] : []));
  const addresses = usable.map(({ source }) => source);
  const [links, facts] = await Promise.all([
    addresses.length > 0 ? askForLinks(desk.value, addresses) : done([]),
    factsForMany(
      desk.value,
      usable.map(({ productId }) => productId),
    ),
  ]);
  if (!links.ok) return links;
  let next = 0;
  return done(
    urls.map((input, index): PostResult => {
      const source = sources[index] ?? failed('internal');
      if (!source.ok) return { ok: false, input, failure: source.failure };
      const made = links.value[next] ?? failed('internal');
      next += 1;
      if (!made.ok) return { ok: false, input, failure: made.failure };
      return { ok: true, input, post: write(desk.value, made.value, facts.get(source.value.productId) ?? null, {}) };
    }),
  );
}

/** A product's facts in the market of a preset. */
export async function readProduct({ productId, presetId }: Payload<'product.read'>): Promise<Outcome<Product>> {
  const desk = await openDesk(async ({ presets }) => presets.find(({ id }) => id === presetId) ?? presets[0]);
  return desk.ok ? askForProduct(desk.value, productId) : desk;
}

async function openDesk(choose: (settings: Settings) => Promise<Preset | undefined>): Promise<Outcome<Desk>> {
  const pairing = await readPairing();
  if (!pairing) return failed('not_paired');
  const settings = await usableSettings();
  if (!settings.ok) return settings;
  const preset = await choose(settings.value);
  if (!preset) return failed('not_found', { message: 'This preset is not there any more.', hint: 'Choose another.' });
  const market = effective(preset, settings.value, navigator.language);
  return done({ preset, settings: settings.value, market, backend: createBackend({ ...pairing, fetch }) });
}

async function askForLinks({ preset, market, backend }: Desk, urls: string[]): Promise<Outcome<Outcome<MadeLink>[]>> {
  const answer = await backend.makeLinks({
    urls,
    linkType: preset.linkType,
    subIds: preset.subIds,
    ...(preset.trackingId !== null && { trackingId: preset.trackingId }),
    ...(market.country !== null && { shipTo: market.country }),
  });
  if (!answer.ok) return answer;
  return done(answer.value.links.map((link) => (link.ok ? done(link) : refusal(link))));
}

function write({ preset, settings }: Desk, made: MadeLink, facts: Facts, words: Words): Post {
  const product = facts?.ok ? facts.value : null;
  const written = presetPost(preset, settings, navigator.language, { made, product, ...words });
  const choice = presetChoice(preset);
  const missing = facts && !facts.ok ? { withoutFacts: facts.failure } : {};
  // A template is checked before it is stored; one that is broken all the same must not cost the link.
  if (!written.ok) return { text: made.url, link: made, preset: choice, ...missing };
  const { text, html } = written.post;
  return { text, link: made, preset: choice, ...(html !== undefined && { html }), ...missing };
}
