import type { MadeLink } from '../contract/links.ts';
import type { Preset } from '../contract/presets.ts';
import type { Product } from '../contract/products.ts';
import type { Settings } from '../contract/settings.ts';
import { chosenDisclosure } from '../links/disclosure.ts';
import { factsOf } from '../links/facts.ts';
import { type WrittenPost, writePost } from '../links/post.ts';
import { effective } from './defaults.ts';

/** What a post is made from, besides the preset. */
export interface PostSource {
  made: Pick<MadeLink, 'url' | 'trackingId' | 'createdAt'>;
  /** Null where nothing is known but the link. */
  product: Product | null;
  coupon?: string | undefined;
  erid?: string | undefined;
}

/** The finished post of a preset: its words, its disclosure, its format. Only an own template can have problems. */
export function presetPost(preset: Preset, settings: Settings, browserLocale: string, source: PostSource): WrittenPost {
  const { locale, disclosureCountry } = effective(preset, settings, browserLocale);
  const { made, product, coupon, erid } = source;
  const disclosure = chosenDisclosure(preset.disclosure, disclosureCountry);
  return writePost(preset.output, factsOf(made, product, { disclosure, coupon, erid }), { locale });
}
