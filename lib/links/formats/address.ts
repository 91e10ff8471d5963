import { shortDisclosure } from './card.ts';
import type { Channel } from './channel.ts';

/** The address alone, behind the disclosure in one word. */
export const address: Channel = {
  linksByItself: true,
  text: (value) => value,
  address: (url) => url,
  write: (wording) => shortDisclosure(wording) + wording.values.link,
};
