import { CircleAlert } from 'lucide';
import { Icon } from '../../components/Icon.tsx';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Post } from '../../lib/contract/messages.ts';
import { withoutFactsNote, wordsFor } from '../../lib/failure-words.ts';
import { LinkCells } from './LinkCells.tsx';
import type { Line } from './lines.ts';
import type { CopyState } from './use-copied.ts';

type Props = { line: Line; copying: CopyState; onQr(url: string): void };

export function ResultLine({ line, copying, onQr }: Props) {
  const { result, productId, url } = line;
  const name = productId ?? url;
  return (
    <tr>
      <th scope="row" class="mono">
        <span dir="ltr">{productId ?? url.replace(/^https:\/\//, '')}</span>
      </th>
      {result === null && (
        <td colSpan={3} class="open">
          Waiting…
        </td>
      )}
      {result && !result.ok && <FailedCells failure={result.failure} />}
      {result?.ok && <MadeCells name={name} post={result.post} copying={copying} onQr={onQr} />}
    </tr>
  );
}

function FailedCells({ failure }: { failure: Failure }) {
  const { message, hint } = wordsFor(failure);
  return (
    <td colSpan={3}>
      <div class="reason">
        <Icon of={CircleAlert} />
        <strong>{message}</strong>
        {hint && <span>{hint}</span>}
      </div>
    </td>
  );
}

type MadeProps = Omit<Props, 'line'> & { name: string; post: Post };

function MadeCells({ name, post: { link, text, html, withoutFacts }, copying, onQr }: MadeProps) {
  return (
    <LinkCells
      name={name}
      link={link}
      under={[text === link.url ? undefined : text, withoutFacts && withoutFactsNote(withoutFacts)]}
      copy={{ name, label: `Copy ${name}`, what: () => ({ text, html }) }}
      copying={copying}
      onQr={onQr}
    />
  );
}
