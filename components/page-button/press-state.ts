import type { Failure } from '../../lib/contract/failure.ts';
import type { MadeLink } from '../../lib/contract/links.ts';

/** Where a press stands. `asking`: the page came through another publisher's link, and the person is told first. */
export type PressState =
  | { at: 'rest' }
  | { at: 'asking' }
  | { at: 'working' }
  /** `withoutFacts`: why the text names nothing of the product although the preset wants it. */
  | { at: 'done'; link: MadeLink; withoutFacts: Failure | undefined }
  | { at: 'failed'; failure: Failure };
