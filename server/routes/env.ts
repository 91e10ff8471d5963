import type { HttpBindings } from '@hono/node-server';
import type { Access } from '../store/access.ts';

/** What the middleware leaves for the routes. */
export type AppEnv = {
  /** There when the request came through a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** The address that tries are counted under. */
    address: () => string;
    /** Who asks; set behind the token guard. */
    access: Access;
  };
};
