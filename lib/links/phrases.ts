/** The few words of our own that a post holds. `#` stands for the number. */
export interface Phrases {
  was: string;
  sold: string;
  code: string;
}

const english: Phrases = { was: 'was', sold: '# sold', code: 'Code' };

const byLanguage: Readonly<Record<string, Phrases>> = {
  en: english,
  de: { was: 'statt', sold: '# verkauft', code: 'Code' },
  fr: { was: 'au lieu de', sold: '# vendus', code: 'Code' },
  es: { was: 'antes', sold: '# vendidos', code: 'Código' },
  it: { was: 'prima', sold: '# venduti', code: 'Codice' },
  pt: { was: 'antes', sold: '# vendidos', code: 'Código' },
  nl: { was: 'was', sold: '# verkocht', code: 'Code' },
  pl: { was: 'wcześniej', sold: 'sprzedano: #', code: 'Kod' },
  cs: { was: 'dříve', sold: 'prodáno: #', code: 'Kód' },
  sv: { was: 'tidigare', sold: '# sålda', code: 'Kod' },
  da: { was: 'før', sold: '# solgt', code: 'Kode' },
  nb: { was: 'før', sold: '# solgt', code: 'Kode' },
  no: { was: 'før', sold: '# solgt', code: 'Kode' },
  fi: { was: 'aiemmin', sold: '# myyty', code: 'Koodi' },
  ru: { was: 'было', sold: 'продано: #', code: 'Промокод' },
  uk: { was: 'було', sold: 'продано: #', code: 'Промокод' },
  tr: { was: 'önce', sold: '# satıldı', code: 'Kod' },
  ja: { was: '通常', sold: '販売数 #', code: 'クーポンコード' },
  ko: { was: '정가', sold: '#개 판매', code: '쿠폰 코드' },
};

/** The words for a locale such as `de-AT`; English where its language has none yet. */
export function phrasesFor(locale: string): Phrases {
  return byLanguage[locale.split('-')[0]?.toLowerCase() ?? ''] ?? english;
}
