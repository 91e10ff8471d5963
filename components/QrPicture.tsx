import { useMemo } from 'preact/hooks';
import { qrMatrix, qrPath } from '../lib/links/qr.ts';

/** The QR code of a link: dark on white in every colour scheme, as scanners want it. */
export function QrPicture({ url }: { url: string }) {
  const matrix = useMemo(() => qrMatrix(url), [url]);
  const size = matrix.length;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={`QR code of ${url}`}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={qrPath(matrix)} />
    </svg>
  );
}
