import type { Output } from '../contract/presets.ts';
import { csvHeader } from './formats/csv.ts';

type Written = { text: string; html?: string | undefined };

/**
 * Many posts as one text: a line each where a post is one line, a blank line between them where it is more, and a table
 * with its header for the format that writes rows. HTML goes along where every post has some.
 */
export function joinPosts(output: Output, posts: readonly Written[]): Written {
  const texts = posts.map(({ text }) => text);
  const isTable = output.kind === 'format' && output.format === 'csv';
  const between = !isTable && texts.some((text) => text.includes('\n')) ? '\n\n' : '\n';
  const html = posts.flatMap((post) => post.html ?? []);
  return {
    text: [...(isTable ? [csvHeader] : []), ...texts].join(between),
    ...(html.length > 0 && html.length === posts.length && { html: html.join('\n') }),
  };
}
