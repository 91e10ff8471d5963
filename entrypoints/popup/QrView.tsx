import { useMemo } from 'preact/hooks';
import { qrMatrix, qrPath } from '../../lib/links/qr.ts';

/** The QR code of a link, dark on white in every colour scheme, as scanners want it. */
export function QrView({ link }: { link: string }) {
  const matrix = useMemo(() => qrMatrix(link), [link]);
  return (
    <svg class="qr" role="img" aria-label="QR code of the link" viewBox={`0 0 ${matrix.length} ${matrix.length}`}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={qrPath(matrix)} fill="#000" />
    </svg>
  );
}
