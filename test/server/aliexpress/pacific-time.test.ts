import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pacificText, pacificTime } from '../../../server/aliexpress/pacific-time.ts';

it.each([
  ['2026-05-01T07:00:00Z', '2026-05-01 00:00:00'],
  ['2026-01-01T08:00:00Z', '2026-01-01 00:00:00'],
  ['2026-07-04T03:04:05Z', '2026-07-03 20:04:05'],
])('writes %s as %s', (iso, text) => {
  expect(pacificText(Date.parse(iso))).toBe(text);
  expect(pacificTime(text)).toBe(Date.parse(iso));
});

it('reads back what it wrote, but for the hour that autumn repeats', () => {
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (date) => {
      const time = Math.floor(date.getTime() / 1000) * 1000;
      const back = pacificTime(pacificText(time)) ?? 0;
      expect([0, 3_600_000]).toContain(time - back);
    }),
  );
});

it('reads nothing else', () => {
  for (const text of [undefined, '', '2026-05-01', '2026-13-01 00:00:00', 'soon'])
    expect(pacificTime(text)).toBeUndefined();
});
