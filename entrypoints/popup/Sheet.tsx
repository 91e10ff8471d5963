import { useEffect, useRef } from 'preact/hooks';
import { aroundLinks, SHOWN_FOR_LINK } from './link-to-come.ts';

/** The text that was copied, link and all. */
export function Sheet({ text }: { text: string }) {
  return (
    <div class="sheet">
      <textarea class="paste" aria-label="The text that was copied" dir="auto" readOnly value={text} />
    </div>
  );
}

/**
 * The text as it will be pasted, before its link is made. It cannot be selected, and a copy by keys is taken as the
 * press that it means: the stand-in never reaches the clipboard.
 */
export function Preview({ text, onCopy }: { text: string; onCopy(): void }) {
  const shown = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const copied = (event: ClipboardEvent) => {
      if (isAboutOther(event, shown.current)) return;
      event.preventDefault();
      onCopy();
    };
    document.addEventListener('copy', copied);
    return () => document.removeEventListener('copy', copied);
  }, [onCopy]);
  return (
    <section class="sheet" aria-label="The text as it will be pasted">
      <pre
        class="paste preview"
        ref={shown}
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys.
        tabIndex={0}
      >
        {aroundLinks(text).map((part, index) => (
          <span key={index}>
            {index > 0 && <Stand />}
            {part}
          </span>
        ))}
      </pre>
    </section>
  );
}

function Stand() {
  return (
    <span class="to-come" title="The link is made when you copy">
      {SHOWN_FOR_LINK}
    </span>
  );
}

/** Whether a copy is about what stands in a field, or about a selection outside the preview. */
function isAboutOther({ target }: ClipboardEvent, preview: HTMLElement | null): boolean {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return true;
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && !(preview && selection.containsNode(preview, true));
}
