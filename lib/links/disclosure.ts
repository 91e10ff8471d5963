import type { DisclosureChoice, DisclosureCountry } from '../contract/presets.ts';

/** How a post says that its link pays: in one word where room is short, otherwise in one sentence. */
export interface Disclosure {
  label: string;
  sentence: string;
}

const NONE: Disclosure = { label: '', sentence: '' };

const DEFAULT_COUNTRY: DisclosureCountry = 'US';

/** What the publisher earns, said once a language. No thanks, no gain for the reader: that would be an incentive. */
const commission = {
  en: 'I earn a commission if you buy through this link.',
  de: 'Beim Kauf über diesen Link erhalte ich eine Provision.',
  fr: 'Je touche une commission en cas d’achat via ce lien.',
  es: 'Recibo una comisión por las compras hechas con este enlace.',
  it: 'Ricevo una commissione sugli acquisti fatti da questo link.',
  pt: 'Recebo uma comissão pelas compras feitas por este link.',
  nl: 'Ik ontvang commissie bij aankoop via deze link.',
  pl: 'Otrzymuję prowizję od zakupów przez ten link.',
  cs: 'Z nákupu přes tento odkaz mám provizi.',
  sv: 'Jag får provision vid köp via länken.',
  da: 'Jeg får provision ved køb via linket.',
  nb: 'Jeg får provisjon ved kjøp via lenken.',
  fi: 'Saan komission tämän linkin kautta tehdyistä ostoksista.',
  ru: 'Я получаю комиссию с покупок по этой ссылке.',
  uk: 'Я отримую комісію з покупок за цим посиланням.',
  tr: 'Bu bağlantıdan yapılan alışverişlerden komisyon alırım.',
  ja: 'このリンクからの購入で紹介料を受け取ります。',
  ko: '이 링크를 통한 구매 시 수수료를 받습니다.',
} as const;

interface CountryWords {
  label: string;
  language: keyof typeof commission;
  /** Advertising needs a token there (`erid`). */
  erid?: true;
}

/**
 * The word that each country's readers and regulators take for advertising (seen 2026-11; a local check is advised).
 * The United Kingdom does not take "affiliate" for enough (CAP Code), the United States want it clear and next to the
 * link (FTC endorsement guides), Russia wants a registered token beside it.
 */
const countries: Readonly<Record<DisclosureCountry, CountryWords>> = {
  US: { label: 'Ad', language: 'en' },
  GB: { label: 'Ad', language: 'en' },
  IE: { label: 'Ad', language: 'en' },
  CA: { label: 'Ad', language: 'en' },
  AU: { label: 'Ad', language: 'en' },
  NZ: { label: 'Ad', language: 'en' },
  DE: { label: 'Anzeige', language: 'de' },
  AT: { label: 'Werbung', language: 'de' },
  CH: { label: 'Werbung', language: 'de' },
  FR: { label: 'Publicité', language: 'fr' },
  ES: { label: 'Publicidad', language: 'es' },
  MX: { label: 'Publicidad', language: 'es' },
  IT: { label: 'Pubblicità', language: 'it' },
  PT: { label: 'Publicidade', language: 'pt' },
  BR: { label: 'Publicidade', language: 'pt' },
  NL: { label: 'Advertentie', language: 'nl' },
  PL: { label: 'Reklama', language: 'pl' },
  CZ: { label: 'Reklama', language: 'cs' },
  SE: { label: 'Reklam', language: 'sv' },
  DK: { label: 'Reklame', language: 'da' },
  NO: { label: 'Reklame', language: 'nb' },
  FI: { label: 'Mainos', language: 'fi' },
  RU: { label: 'Реклама', language: 'ru', erid: true },
  UA: { label: 'Реклама', language: 'uk' },
  TR: { label: 'Reklam', language: 'tr' },
  JP: { label: '広告', language: 'ja' },
  KR: { label: '광고', language: 'ko' },
};

/** The words of one country. */
export function disclosureOf(country: DisclosureCountry): Disclosure {
  const { label, language } = countries[country];
  return { label, sentence: `${label}: ${commission[language]}` };
}

/** The words of a preset's choice; `standard` is the country in the settings. Empty only for `none`. */
export function chosenDisclosure(choice: DisclosureChoice, standard: DisclosureCountry): Disclosure {
  switch (choice.kind) {
    case 'standard':
      return disclosureOf(standard);
    case 'country':
      return disclosureOf(choice.country);
    case 'own':
      return { label: choice.text, sentence: choice.text };
    case 'none':
      return NONE;
  }
}

/** The country whose words fit a browser locale such as `de-AT`: its region, else the first country of its language. */
export function disclosureCountryFor(locale: string): DisclosureCountry {
  const [language = '', ...subtags] = locale.split('-');
  const region = subtags.find((subtag) => /^[A-Za-z]{2}$/.test(subtag))?.toUpperCase();
  const known = Object.keys(countries) as DisclosureCountry[];
  return (
    known.find((country) => country === region) ??
    known.find((country) => countries[country].language === language.toLowerCase()) ??
    DEFAULT_COUNTRY
  );
}

/** Whether a post under this choice lacks the ad-marking token that its country asks for. */
export function lacksErid(choice: DisclosureChoice, standard: DisclosureCountry, erid: string | undefined): boolean {
  const country = choice.kind === 'country' ? choice.country : standard;
  return countries[country].erid === true && (erid ?? '').trim() === '';
}
