import type { QrMatrix } from '../../lib/links/qr.ts';
import { qrPixels, qrSvg } from '../../lib/links/qr.ts';

/** Pixels a module: about 500 a side for a link, sharp in print at 4 cm. */
const SCALE = 12;

export function svgOf(matrix: QrMatrix): Blob {
  return new Blob([qrSvg(matrix)], { type: 'image/svg+xml' });
}

export async function pngOf(matrix: QrMatrix): Promise<Blob> {
  const { data, size } = qrPixels(matrix, SCALE);
  const canvas = new OffscreenCanvas(size, size);
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), size, size), 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Gives the person a file, under the name that they see in their downloads. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes the content up after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
