import type { Preset } from '../../../lib/contract/presets.ts';
import { lacksErid } from '../../../lib/links/disclosure.ts';
import { type TemplateNotice, templateNotices } from '../../../lib/links/template-notices.ts';
import { parseTemplate } from '../../../lib/links/templates.ts';
import type { Effective } from '../../../lib/settings/defaults.ts';

const aboutTemplate: Readonly<Record<TemplateNotice, string>> = {
  no_link: 'The link is missing. Put {link} where it belongs.',
  no_disclosure:
    'You took the disclosure out, at least for some products. Put {disclosure} before the link to say that it pays.',
  disclosure_behind_link: 'The disclosure stands behind the link. Readers should meet it first: move {disclosure} up.',
};

/** What a person should know before posts go out under this preset: each works, but something may be missing. */
export function presetNotices({ output, disclosure }: Preset, { disclosureCountry }: Effective): string[] {
  const notices: string[] = [];
  if (output.kind === 'template') {
    const parsed = parseTemplate(output.text, output.channel);
    if (parsed.ok) notices.push(...templateNotices(parsed.template).map((notice) => aboutTemplate[notice]));
  } else if (output.format === 'address') {
    notices.push('A plain address carries no words: write beside it that the link pays.');
  }
  if (disclosure.kind === 'none') {
    notices.push('You took the disclosure out of this preset. Your posts must say in another way that the link pays.');
  }
  if (lacksErid(disclosure, disclosureCountry, undefined)) {
    notices.push('Advertising in Russia needs a token of its own: fill in "erid" when you make the post.');
  }
  return notices;
}
