import { Agent, fetch as undiciFetch } from 'undici';

/** The part of `fetch` that a gateway call uses; the global one fits, and so does any stand-in. */
export type Fetch = (
  url: string,
  init: {
    method: 'POST';
    headers: Record<string, string>;
    body: string;
    redirect: 'error';
    signal: AbortSignal;
  },
) => Promise<FetchReply>;

export type FetchReply = {
  status: number;
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array> | null;
};

/** What came back, whatever its status: AliExpress answers errors with 200 too, so nothing is concluded from it. */
export type HttpReply = { status: number; date: string | null; text: string };

/** Why there is no reply: codes of the `transport` rows of the error table. */
export type TransportFault = 'timeout' | 'network' | 'too-large' | 'stopped';

export type Posted = { ok: true; reply: HttpReply } | { ok: false; fault: TransportFault; detail: string };

export type PostLimits = { timeoutMs: number; maxReplyBytes: number; signal?: AbortSignal | undefined };

/**
 * A fetch that keeps its connection to the gateway open between presses: a TLS handshake with Singapore costs several
 * hundred milliseconds. One is enough, since calls go one after the other. 30 seconds is below the idle limit of common front servers, so a kept connection is still alive.
 */
export function keepAliveFetch(): { fetch: Fetch; close(): Promise<void> } {
  const dispatcher = new Agent({ keepAliveTimeout: 30_000, connections: 1, connect: { timeout: 5_000 } });
  return {
    fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }),
    close: () => dispatcher.close(),
  };
}

/** Sends one form-encoded POST and reads at most `maxReplyBytes` of the answer. Redirects are refused, never followed. */
export async function postForm(fetch: Fetch, url: string, body: string, limits: PostLimits): Promise<Posted> {
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const signal = limits.signal ? AbortSignal.any([timeout, limits.signal]) : timeout;
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
        accept: 'application/json',
      },
      body,
      redirect: 'error',
      signal,
    });
    const text = await readCapped(reply.body, limits.maxReplyBytes);
    if (text === undefined) return { ok: false, fault: 'too-large', detail: `over ${limits.maxReplyBytes} bytes` };
    return { ok: true, reply: { status: reply.status, date: reply.headers.get('date'), text } };
  } catch (error) {
    if (limits.signal?.aborted) return { ok: false, fault: 'stopped', detail: 'Waybill is stopping' };
    if (timeout.aborted) return { ok: false, fault: 'timeout', detail: `no answer in ${limits.timeoutMs} ms` };
    return { ok: false, fault: 'network', detail: reasonOf(error) };
  }
}

/** Leaving the loop cancels the stream, so a reply without end costs no more than the cap. */
async function readCapped(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string | undefined> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The system code (`ECONNREFUSED`) or the name of the error; its message may hold the address and is left out. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return 'unknown';
}
