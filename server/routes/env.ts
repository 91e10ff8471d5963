import type { Log } from '../log.ts';
import type { Access } from '../store/access.ts';

/** What the middleware leaves for the routes. */
export type AppEnv = {
  Variables: {
    requestId: string;
    /** Bound to the request id. */
    log: Log;
    /** Who asks; set behind the token guard. */
    access: Access;
  };
};
