import { Download } from 'lucide';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { qrMatrix, qrPath } from '../../lib/links/qr.ts';
import { pngOf, saveFile, svgOf } from './save-qr.ts';

/** The QR code of a link, to be scanned from the screen or saved. */
export function QrDialog({ url, onClose }: { url: string; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const matrix = useMemo(() => qrMatrix(url), [url]);
  useEffect(() => dialog.current?.showModal(), []);
  const size = matrix.length;
  return (
    <dialog ref={dialog} class="qr" aria-labelledby="qr-title" onClose={onClose}>
      <h2 id="qr-title">QR code</h2>
      <svg role="img" aria-label={`QR code of ${url}`} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
        <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
        <path fill="#000" d={qrPath(matrix)} />
      </svg>
      <p class="mono quiet" dir="ltr">
        {url}
      </p>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => void pngOf(matrix).then((png) => saveFile('link.png', png))}
        >
          <Icon of={Download} />
          Save PNG
        </button>
        <button type="button" class="button" onClick={() => saveFile('link.svg', svgOf(matrix))}>
          <Icon of={Download} />
          Save SVG
        </button>
        <button type="button" class="button primary" onClick={() => dialog.current?.close()} autofocus>
          Close
        </button>
      </div>
    </dialog>
  );
}
