import type { Context } from 'hono';
import type { AppEnv } from './env.ts';

/** No page may read, frame or cache an answer. There is no CORS header, on purpose: no web origin calls this API. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export type AnswerOptions = { status?: number; type?: string; headers?: Record<string, string> };

/**
 * The answer to a request, with the headers that every answer has. A plain record of headers goes to the socket as it
 * is; the framework's own way builds a Headers object at a tenth of the cost of a whole cached request.
 */
export function answer(
  c: Context<AppEnv>,
  body: string | ReadableStream<Uint8Array>,
  options: AnswerOptions,
): Response {
  const { status = 200, type = 'application/json', headers } = options;
  const all = { ...HEADERS, 'X-Request-Id': c.get('requestId'), 'Content-Type': type, ...headers };
  return new Response(body, { status, headers: all });
}

export function json<T>(c: Context<AppEnv>, value: T): Response {
  return answer(c, JSON.stringify(value), {});
}
