/** Takes no room on screen, and no channel reads a name, a tag or an address across it. */
export const BREAK = '\u200b';

/**
 * A title in which nothing becomes a link, a mention, a tag or a command by itself: channels that do so give no way
 * to escape it, so an invisible break goes behind the character that starts it. What a reader sees stays the same.
 */
export function defuse(title: string): string {
  return title
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${BREAK}`)
    .replace(/[@#\uff20\uff03](?=[\p{L}\p{N}_])/gu, `$&${BREAK}`)
    .replace(/(?<![\p{L}\p{N}])[$/](?=[\p{L}_])/gu, `$&${BREAK}`);
}
