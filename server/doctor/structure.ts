import type { SentRequest } from './read-request.ts';
import type { Target } from './target.ts';

/** What can be said about a request without knowing how it was signed. */
export type Structure = {
  request: SentRequest;
  target: Target | undefined;
  secret: string | undefined;
  /** The app key that the secret belongs to, if it is known. */
  appKey: string | undefined;
  now: number;
};
