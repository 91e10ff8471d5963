import { encode } from 'uqr';

/** A square of modules: `true` is dark. The quiet zone is part of it. */
export type QrMatrix = readonly (readonly boolean[])[];

/** Modules of white around the code that scanners rely on (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/**
 * The QR code of a text, with medium error correction and the quiet zone. Throws a RangeError for more than about
 * 2,300 bytes, which no link has.
 */
export function qrMatrix(text: string): QrMatrix {
  return encode(text, { ecc: 'M', border: QUIET_ZONE }).data;
}

/** The dark modules as the `d` of one SVG path, one unit a module. */
export function qrPath(matrix: QrMatrix): string {
  return matrix.flatMap((row, y) => runs(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`)).join('');
}

/** A whole SVG document: black on white whatever the page's colours are, for scanners and for saving to a file. */
export function qrSvg(matrix: QrMatrix): string {
  const size = matrix.length;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${qrPath(matrix)}"/></svg>`
  );
}

/** Pixels as RGBA, `scale` a module: what a canvas takes by putImageData, and a canvas makes a PNG. */
export function qrPixels(matrix: QrMatrix, scale: number): { data: Uint8ClampedArray; size: number } {
  const size = matrix.length * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const row = matrix[Math.floor(pixel / size / scale)];
    if (row?.[Math.floor((pixel % size) / scale)]) {
      data.fill(0, pixel * 4, pixel * 4 + 3);
    }
  }
  return { data, size };
}

/** The dark runs of a row. */
function runs(row: readonly boolean[]): { x: number; length: number }[] {
  const found: { x: number; length: number }[] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (dark && last !== undefined && last.x + last.length === x) {
      last.length += 1;
    } else if (dark) {
      found.push({ x, length: 1 });
    }
  });
  return found;
}
