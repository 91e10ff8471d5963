import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

/** The type number of BIGINT, which pg hands out as text unless told otherwise. Ours stay far below 2^53. */
const BIGINT = 20;

/** Connections of one instance. */
const CONNECTIONS = 10;

/** In milliseconds. */
const CONNECT_WAIT = 10_000;
const STATEMENT_WAIT = 60_000;

/** Opens a PostgreSQL database. `onLost` hears of connections that break while nobody uses them. */
export function openPostgres(url: string, onLost: (error: Error) => void): { db: Kysely<Schema>; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WAIT,
    statement_timeout: STATEMENT_WAIT,
    application_name: 'waybill',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === BIGINT ? Number : (pg.types.getTypeParser(type, format) as (text: string) => unknown),
    },
  });
  pool.on('error', onLost);
  // One that breaks while it is used fails the statement of who uses it. It says so here too, and Node ends a process
  // in which nobody listens to that.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool };
}
