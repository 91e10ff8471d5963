import { useEffect, useState } from 'preact/hooks';
import type { TypedWords } from '../../lib/contract/messages.ts';
import type { Preset } from '../../lib/contract/presets.ts';
import type { Settings } from '../../lib/contract/settings.ts';
import { lacksErid } from '../../lib/links/disclosure.ts';
import { NO_WORDS, type OwnWord, placesIn, type ReadWord, readCoupon, readErid } from '../../lib/links/own-words.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { effective } from '../../lib/settings/defaults.ts';

/** What the person adds to the post of this product: as typed, and as the preset's text can say it. */
export type OwnWords = {
  /** The fields that there is a use for. */
  fields: OwnWord[];
  typed: TypedWords;
  read: Record<OwnWord, ReadWord>;
  /** The law wants a token that the text does not have. */
  lacksErid: boolean;
  type(word: OwnWord, text: string): void;
};

type About = {
  productId: string | undefined;
  preset: Preset | undefined;
  settings: Settings | undefined;
  /** Nothing is kept of a private window. */
  isPrivate: boolean;
};

/** Undefined until what was typed before is read. It is kept for the product until the browser is closed. */
export function useOwnWords({ productId, preset, settings, isPrivate }: About): OwnWords | undefined {
  const [typed, setTyped] = useState<TypedWords>();
  useEffect(() => {
    let wanted = true;
    if (productId) {
      void ask('words.read', { productId }).then((words) => wanted && setTyped(words.ok ? words.value : NO_WORDS));
    }
    return () => {
      wanted = false;
    };
  }, [productId]);
  if (!typed || !preset || !settings) return undefined;

  const places = placesIn(preset.output);
  const { disclosureCountry } = effective(preset, settings, navigator.language);
  const needsErid = lacksErid(preset.disclosure, disclosureCountry, undefined);
  const has = { coupon: places.coupon, erid: places.erid && needsErid };
  const read = { coupon: readCoupon(has.coupon ? typed.coupon : ''), erid: readErid(has.erid ? typed.erid : '') };
  return {
    fields: (['coupon', 'erid'] as const).filter((word) => has[word]),
    typed,
    read,
    lacksErid: needsErid && read.erid.value === '',
    type(word, text) {
      const words = { ...typed, [word]: text };
      setTyped(words);
      if (productId && !isPrivate) void ask('words.keep', { productId, words });
    },
  };
}
