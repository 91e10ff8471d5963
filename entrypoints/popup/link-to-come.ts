/** Stands for the link while the text is written, before the link is made. */
export const LINK_TO_COME = 'https://s.click.aliexpress.com/e/xxxxxxxx';

/** What is shown for it: nobody takes it for a link that works. */
export const SHOWN_FOR_LINK = 'https://s.click.aliexpress.com/e/…';

/** Channels escape some characters of an address by a backslash. */
const WRITTEN = new RegExp(Array.from(LINK_TO_COME, (sign) => (/\w/.test(sign) ? sign : `\\\\?\\${sign}`)).join(''));

/** A text around the places where the link will stand. */
export function aroundLinks(text: string): string[] {
  return text.split(WRITTEN);
}
