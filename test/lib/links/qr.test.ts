import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrMatrix, qrPath, qrPixels, qrSvg } from '../../../lib/links/qr.ts';
import { LINK } from './sample.ts';

function scan(text: string): string {
  const { data, size } = qrPixels(qrMatrix(text), 4);
  return decodeQR({ width: size, height: size, data });
}

test('a scanner reads the link', () => {
  expect(scan(LINK)).toBe(LINK);
});

test('a scanner reads links of any length', () => {
  const link = fc.stringMatching(/^[A-Za-z0-9/?&=_%-]{1,400}$/).map((path) => `https://s.click.aliexpress.com/${path}`);
  fc.assert(
    fc.property(link, (address) => scan(address) === address),
    { numRuns: 15 },
  );
});

test('four light modules surround the code', () => {
  const matrix = qrMatrix(LINK);
  const edge = [0, 1, 2, 3];
  expect(edge.some((at) => matrix[at]?.includes(true) || matrix.at(-1 - at)?.includes(true))).toBe(false);
  expect(matrix.some((row) => edge.some((at) => row[at] || row.at(-1 - at)))).toBe(false);
});

test('the SVG path covers the dark modules and no other', () => {
  const matrix = qrMatrix(LINK);
  const drawn = matrix.map((row) => row.map(() => false));
  for (const [, x, y, length] of qrPath(matrix).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  }
  expect(drawn).toEqual(matrix);
});

test('the SVG is a document of its own, black on white', () => {
  const matrix = qrMatrix(LINK);
  const svg = new DOMParser().parseFromString(qrSvg(matrix), 'image/svg+xml').documentElement;
  expect(svg.getAttribute('viewBox')).toBe(`0 0 ${matrix.length} ${matrix.length}`);
  expect(svg.querySelectorAll('path')).toHaveLength(2);
  expect(svg.querySelector('path')?.getAttribute('fill')).toBe('#fff');
});
