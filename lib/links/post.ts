import type { Output } from '../contract/presets.ts';
import { defuse } from './defuse.ts';
import type { PostFacts } from './facts.ts';
import type { Channel, Post } from './formats/channel.ts';
import { channels } from './formats/channels.ts';
import { parseTemplate, renderTemplate, type TemplateProblem } from './templates.ts';
import { type PostLocale, type Wording, wordFacts } from './wording.ts';

export type WrittenPost = { ok: true; post: Post } | { ok: false; problems: TemplateProblem[] };

/** Writes the post of a format or of an own template. Only a template can have problems. */
export function writePost(output: Output, facts: PostFacts, locale: PostLocale): WrittenPost {
  const channel = channels[output.kind === 'format' ? output.format : output.channel];
  const wording = wordingFor(channel, wordFacts(facts, locale));
  if (output.kind === 'format') {
    return { ok: true, post: finish(channel, channel.write(wording)) };
  }
  const parsed = parseTemplate(output.text, output.channel);
  return parsed.ok ? { ok: true, post: finish(channel, renderTemplate(parsed.template, wording)) } : parsed;
}

/** The title is the shop's, not the publisher's: it must not become links and mentions of its own. */
function wordingFor(channel: Channel, wording: Wording): Wording {
  return channel.linksByItself
    ? { ...wording, values: { ...wording.values, title: defuse(wording.values.title) } }
    : wording;
}

function finish(channel: Channel, text: string): Post {
  return {
    text,
    ...(channel.rich && { html: channel.rich(text) }),
    ...(channel.measure && { length: { used: channel.measure.of(text), limit: channel.measure.limit } }),
  };
}
