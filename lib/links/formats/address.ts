import type { Channel } from './channel.ts';

/**
 * The address alone: a link, not a post. Whoever pastes it writes the words around it, and with them the disclosure;
 * every other shipped format carries its own (rule DL-1).
 */
export const address: Channel = {
  linksByItself: true,
  text: (value) => value,
  address: (url) => url,
  write: (wording) => wording.values.link,
};
