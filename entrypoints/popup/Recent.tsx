import { Copy } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import type { HistoryEntry } from '../../lib/contract/history.ts';
import { done } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { copyPending } from '../../lib/page/clipboard.ts';

const SHOWN = 5;

/** The links that were made last; a press copies one again. */
export function Recent() {
  const [entries, setEntries] = useState<HistoryEntry[]>([]);
  const [copied, setCopied] = useState<string>();
  useEffect(() => {
    void ask('history.read', { limit: SHOWN }).then((answer) => answer.ok && setEntries(answer.value.entries));
  }, []);

  async function copy(entry: HistoryEntry) {
    const outcome = await copyPending(Promise.resolve(done({ text: entry.url })), false);
    if (outcome.ok) setCopied(entry.id);
  }

  if (entries.length === 0) return null;
  return (
    <section class="recent" aria-label="Recent links">
      <h2>Recent links</h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <span class="mono">{entry.productId ?? new URL(entry.canonicalUrl).pathname}</span>
            <span class="quiet">{copied === entry.id ? 'Copied' : `id ${entry.trackingId}`}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={`Copy the link of ${entry.productId ?? entry.canonicalUrl} again`}
              onClick={() => void copy(entry)}
            >
              <Icon of={Copy} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
