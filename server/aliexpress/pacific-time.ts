const FORMAT = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/**
 * A moment as the order methods write it: `2026-05-01 00:00:00`, Pacific time with its summer time (docId 1913). One
 * client by another author reads these times as GMT+8 instead; who must not miss an order asks for a day more each side.
 */
export function pacificText(time: number): string {
  return FORMAT.format(time).replace(',', '');
}

/** The moment behind such a text, in milliseconds; undefined where it is none. The hour that autumn repeats is its first. */
export function pacificTime(text: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text ?? '');
  if (!match) return undefined;
  const asUtc = Date.parse(`${text?.replace(' ', 'T')}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const [summer, winter] = [asUtc + 7 * 3_600_000, asUtc + 8 * 3_600_000];
  return pacificText(summer) === text ? summer : winter;
}
