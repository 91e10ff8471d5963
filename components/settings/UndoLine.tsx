import { Undo2, X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../Icon.tsx';

type Props = { words: string; onUndo(): void; onDismiss(): void };

/** Says what is gone and brings it back; stays until it is put away. The focus goes to Undo: what had it is gone too. */
export function UndoLine({ words, onUndo, onDismiss }: Props) {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus({ preventScroll: true }), []);
  return (
    <div class="undo">
      <span class="undo-words" role="status">
        {words}
      </span>
      <button ref={undo} type="button" class="button small" onClick={onUndo}>
        <Icon of={Undo2} />
        Undo
      </button>
      <button type="button" class="icon-button" aria-label="Dismiss" title="Dismiss" onClick={onDismiss}>
        <Icon of={X} />
      </button>
    </div>
  );
}
