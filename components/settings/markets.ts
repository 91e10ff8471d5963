import type { FormatId } from '../../lib/contract/presets.ts';
import { DisclosureCountry, FormatId as FormatIds } from '../../lib/contract/presets.ts';
import type { Choice } from './Fields.tsx';

/** The currencies that the gateway answers in (seen 2026-11). */
const currencies = 'AUD BRL CAD CLP EUR GBP IDR ILS INR JPY KRW MXN PLN RUB SEK THB TRY UAH USD VND'.split(' ');

/** The languages that the gateway answers in (seen 2026-11), and those that a post can be written in besides. */
const languages = 'ar cs da de en es fi fr he id it ja ko nb nl pl pt ru sv th tr uk vi'.split(' ');

/** Countries and territories by ISO 3166-1 (seen 2026-11), without those where nobody lives. */
const countries = (
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF ' +
  'CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF ' +
  'GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR ' +
  'KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC ' +
  'NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI ' +
  'SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN ' +
  'VU WF WS YE YT ZA ZM ZW'
).split(' ');

const formatNames: Readonly<Record<FormatId, string>> = {
  address: 'Plain address',
  markdown: 'Markdown',
  html: 'HTML',
  bbcode: 'BBCode (forums)',
  'telegram-html': 'Telegram (HTML)',
  'telegram-markdown': 'Telegram (MarkdownV2)',
  discord: 'Discord',
  whatsapp: 'WhatsApp',
  short: 'X and other short posts',
  youtube: 'YouTube description',
  csv: 'CSV row',
};

export function formatName(format: FormatId): string {
  return formatNames[format];
}

export const formatChoices: readonly Choice<FormatId>[] = FormatIds.options.map((value) => ({
  value,
  label: formatNames[value],
}));

const names = {
  language: new Intl.DisplayNames(['en'], { type: 'language' }),
  country: new Intl.DisplayNames(['en'], { type: 'region' }),
  currency: new Intl.DisplayNames(['en'], { type: 'currency' }),
};

export type MarketField = keyof typeof names;

const codes: Readonly<Record<MarketField, readonly string[]>> = {
  language: languages,
  country: countries,
  currency: currencies,
};

export function nameOf(field: MarketField, code: string): string {
  return names[field].of(code) ?? code;
}

/** By name, with the code where people know it; `current` is among them even if nobody else chooses it. */
export function marketChoices(field: MarketField, current: string | null): Choice<string>[] {
  const all = current === null || codes[field].includes(current) ? codes[field] : [...codes[field], current];
  const label = (code: string) =>
    field === 'currency' ? `${code} \u00b7 ${nameOf(field, code)}` : nameOf(field, code);
  return all.map((value) => ({ value, label: label(value) })).sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

export const disclosureCountryChoices: readonly Choice<DisclosureCountry>[] = DisclosureCountry.options
  .map((value) => ({ value, label: nameOf('country', value) }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'));
