/** The presets that everybody starts with, and how one post of each looks. */
export const FORMS = [
  { id: 'plain', name: 'Plain link', form: /^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+$/ },
  { id: 'telegram', name: 'Telegram', form: /<a href="https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+">/ },
  {
    id: 'blog',
    name: 'Blog (HTML)',
    form: /^<p>[\s\S]*<a href="https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+" rel="sponsored nofollow">[\s\S]*<\/p>$/,
  },
] as const;

/** The links in a text, each once. */
export function linksIn(text: string): string[] {
  return [...new Set(text.match(/https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+/g))];
}

/** The posts in a text of many: addresses stand on lines of their own, other posts have an empty line between them. */
export function postsIn(text: string): string[] {
  return text.split(/^https:\S+$/m.test(text) ? '\n' : '\n\n');
}
