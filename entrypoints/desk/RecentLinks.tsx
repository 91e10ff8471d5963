import { useState } from 'preact/hooks';
import { FailureNotice } from '../../components/Notice.tsx';
import type { HistoryEntry } from '../../lib/contract/history.ts';
import { CopySaid } from './CopyButton.tsx';
import { LinkCells } from './LinkCells.tsx';
import type { CopyState } from './use-copied.ts';
import { useCopied } from './use-copied.ts';
import { useHistory } from './use-history.ts';

type Props = { shown: boolean; onQr(url: string): void };

/** The links that were made before, newest first. */
export function RecentLinks({ shown, onQr }: Props) {
  const [query, setQuery] = useState('');
  const { entries, failure, next, more } = useHistory(query.trim(), shown);
  const copying = useCopied();
  return (
    <section class="recent" aria-labelledby="recent">
      <div class="spread">
        <h2 id="recent">Recent links</h2>
        <input
          type="search"
          class="field search"
          aria-label="Search recent links"
          placeholder="Product id, address or note"
          value={query}
          maxLength={200}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <CopySaid copying={copying} />
      {failure && <FailureNotice failure={failure} />}
      {entries?.length === 0 && (
        <p class="quiet" role="status">
          {query.trim() === '' ? 'No link has been made yet.' : `No link fits “${query.trim()}”.`}
        </p>
      )}
      {entries && entries.length > 0 && <EntryTable entries={entries} copying={copying} onQr={onQr} />}
      {next && (
        <button type="button" class="button" onClick={more}>
          Show older
        </button>
      )}
    </section>
  );
}

type TableProps = { entries: HistoryEntry[]; copying: CopyState; onQr(url: string): void };

function EntryTable({ entries, copying, onQr }: TableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" class="when">
            Made
          </th>
          <th scope="col" class="address">
            Product
          </th>
          <th scope="col">Link</th>
          <th scope="col" class="id">
            Tracking id
          </th>
          <th scope="col" class="act">
            <span class="aloud">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryLine key={entry.id} entry={entry} copying={copying} onQr={onQr} />
        ))}
      </tbody>
    </table>
  );
}

function EntryLine({ entry, copying, onQr }: Omit<TableProps, 'entries'> & { entry: HistoryEntry }) {
  const { id, at, productId, canonicalUrl, url, note } = entry;
  const name = productId ?? canonicalUrl;
  return (
    <tr>
      <td>
        <time dateTime={at}>{madeAt(at)}</time>
      </td>
      <th scope="row" class="mono">
        <span dir="ltr">{productId ?? canonicalUrl.replace(/^https:\/\//, '')}</span>
      </th>
      <LinkCells
        name={name}
        link={entry}
        under={[note]}
        copy={{ name: id, label: `Copy link of ${name}`, what: () => ({ text: url }) }}
        copying={copying}
        onQr={onQr}
      />
    </tr>
  );
}

function madeAt(at: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}
