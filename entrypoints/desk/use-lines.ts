import { useState } from 'preact/hooks';
import { ask } from '../../lib/messaging/ask.ts';
import type { Line, Target } from './lines.ts';
import { makeLines, reopenRetryable, startLines } from './lines.ts';

type Lines = {
  lines: Line[];
  working: boolean;
  make(targets: readonly Target[], presetId: string): Promise<void>;
  retry(): Promise<void>;
};

/** The lines of the table, and the two presses that work on them. */
export function useLines(): Lines {
  const [lines, setLines] = useState<Line[]>([]);
  const [working, setWorking] = useState(false);

  async function work(open: Line[]) {
    setLines(open);
    setWorking(true);
    await makeLines(open, (request) => ask('posts.make', request), setLines);
    setWorking(false);
  }

  return {
    lines,
    working,
    make: (targets, presetId) => work(startLines(targets, presetId, lines)),
    retry: () => work(reopenRetryable(lines)),
  };
}
