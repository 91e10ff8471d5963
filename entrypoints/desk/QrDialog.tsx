import { Download } from 'lucide';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { QrPicture } from '../../components/QrPicture.tsx';
import { qrMatrix } from '../../lib/links/qr.ts';
import { pngOf, saveFile, svgOf } from './save-qr.ts';

/** The QR code of a link, to be scanned from the screen or saved. */
export function QrDialog({ url, onClose }: { url: string; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const matrix = useMemo(() => qrMatrix(url), [url]);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="qr-dialog" aria-labelledby="qr-title" onClose={onClose}>
      <h2 id="qr-title">QR code</h2>
      <QrPicture url={url} />
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
