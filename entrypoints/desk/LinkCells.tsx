import { QrCode } from 'lucide';
import type { ComponentProps } from 'preact';
import { Icon } from '../../components/Icon.tsx';
import { CopyButton } from './CopyButton.tsx';
import type { CopyState } from './use-copied.ts';

type Props = {
  /** Names the product in what the buttons are called. */
  name: string;
  link: { url: string; trackingId: string };
  /** Said under the link, each on its own line. */
  under: readonly (string | undefined)[];
  copy: Omit<ComponentProps<typeof CopyButton>, 'copying'>;
  copying: CopyState;
  onQr(url: string): void;
};

/** The cells of a link in a table: the link, its tracking id, and what can be done with it. */
export function LinkCells({ name, link: { url, trackingId }, under, copy, copying, onQr }: Props) {
  return (
    <>
      <td class="made">
        <span class="mono" dir="ltr">
          {url}
        </span>
        {under.map(
          (words) =>
            words && (
              <p class="quiet" dir="auto" key={words}>
                {words}
              </p>
            ),
        )}
      </td>
      <td class="mono">{trackingId}</td>
      <td class="act">
        <div class="acts">
          <CopyButton {...copy} copying={copying} />
          <button type="button" class="button small" aria-label={`QR code of ${name}`} onClick={() => onQr(url)}>
            <Icon of={QrCode} />
          </button>
        </div>
      </td>
    </>
  );
}
