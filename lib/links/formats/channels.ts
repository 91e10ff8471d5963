import type { FormatId } from '../../contract/presets.ts';
import { address } from './address.ts';
import { bbcode } from './bbcode.ts';
import type { Channel } from './channel.ts';
import { csv } from './csv.ts';
import { discord } from './discord.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { short } from './short.ts';
import { telegramHtml } from './telegram-html.ts';
import { telegramMarkdown } from './telegram-markdown.ts';
import { whatsapp } from './whatsapp.ts';
import { youtube } from './youtube.ts';

export const channels: Readonly<Record<FormatId, Channel>> = {
  address,
  markdown,
  html,
  bbcode,
  'telegram-html': telegramHtml,
  'telegram-markdown': telegramMarkdown,
  discord,
  whatsapp,
  short,
  youtube,
  csv,
};
