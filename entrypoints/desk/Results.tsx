import { Check, Copy, RotateCw } from 'lucide';
import { Icon } from '../../components/Icon.tsx';
import { joinPosts } from '../../lib/links/join-posts.ts';
import { CopySaid } from './CopyButton.tsx';
import type { Line } from './lines.ts';
import { countOf, madePosts } from './lines.ts';
import { ResultLine } from './ResultLine.tsx';
import { useCopied } from './use-copied.ts';
import { useOutput } from './use-output.ts';

type Props = { lines: Line[]; working: boolean; onRetry(): void; onQr(url: string): void };

const ALL = 'all';

/** What became of every address, and what to do with all of them. */
export function Results({ lines, working, onRetry, onQr }: Props) {
  const copying = useCopied();
  const { made, failed, open, retryable } = countOf(lines);
  const output = useOutput(lines[0]?.presetId);
  const isCopied = copying.copied === ALL;
  return (
    <section class="results" aria-labelledby="results">
      <div class="spread">
        <h2 id="results">
          <span role="status">
            {working ? `${lines.length - open} of ${lines.length} done` : summary(made, failed)}
          </span>
        </h2>
        <div class="row">
          {!working && retryable > 0 && (
            <button type="button" class="button" onClick={onRetry}>
              <Icon of={RotateCw} />
              Try {retryable} again
            </button>
          )}
          {made > 0 && output && (
            <button
              type="button"
              class="button primary"
              aria-disabled={working}
              onClick={() => !working && copying.copy(ALL, joinPosts(output, madePosts(lines)))}
            >
              <Icon of={isCopied ? Check : Copy} />
              {isCopied ? `Copied ${made}` : `Copy all ${made}`}
            </button>
          )}
        </div>
      </div>
      <progress value={lines.length - open} max={lines.length} hidden={!working} aria-label="Links made" />
      <CopySaid copying={copying} />
      <table>
        <thead>
          <tr>
            <th scope="col" class="address">
              Address
            </th>
            <th scope="col">Link, or why there is none</th>
            <th scope="col" class="id">
              Tracking id
            </th>
            <th scope="col" class="act">
              <span class="aloud">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ResultLine key={line.url} line={line} copying={copying} onQr={onQr} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function summary(made: number, failed: number): string {
  const links = made === 1 ? '1 link' : `${made} links`;
  return failed > 0 ? `${links}, ${failed} failed` : links;
}
