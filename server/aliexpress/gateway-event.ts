import type { FailureCode } from '../../lib/contract/failure.ts';

/** What a gateway tells its log. No event holds a secret, a token or a `sign`. */
export type GatewayEvent =
  | {
      event: 'call';
      api: string;
      /** 1 for the first call of a request, 2 for its first repetition. */
      call: number;
      ms: number;
      outcome: 'ok' | FailureCode;
      requestId?: string | undefined;
      gatewayCode?: string | undefined;
      /** How far the local clock is behind the gateway's, in milliseconds. */
      skewMs?: number | undefined;
      /** When the next repetition will be made, if one will. */
      retryInMs?: number | undefined;
    }
  | { event: 'unreadable'; api: string; requestId?: string | undefined; place: string; raw: string }
  | { event: 'clock-corrected'; skewMs: number };
