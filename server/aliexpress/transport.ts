import type { ClientRequest, IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** What came back, whatever its status: AliExpress answers errors with 200 too, so nothing is concluded from it. */
export type HttpReply = { status: number; date: string | null; text: string };

/** Why there is no reply: codes of the `transport` rows of the error table. */
export type TransportFault = 'timeout' | 'network' | 'too-large' | 'stopped';

export type Posted = { ok: true; reply: HttpReply } | { ok: false; fault: TransportFault; detail: string };

export type PostLimits = { timeoutMs: number; maxReplyBytes: number; signal?: AbortSignal | undefined };

/** Sends one form-encoded POST and reads at most `maxReplyBytes` of the answer. Redirects are refused, never followed. */
export type Post = (url: string, body: string, limits: PostLimits) => Promise<Posted>;

export type Transport = {
  post: Post;
  /** Waits for the answers under way, then closes the kept connection. What is posted later is refused. */
  close(): Promise<void>;
};

/** Below the idle limit of common front servers, so a kept connection is still alive when it is used. In milliseconds. */
const KEEP_MS = 30_000;

/** From the first packet to the end of the TLS handshake, in milliseconds. */
const CONNECT_MS = 5_000;

const HEADERS = {
  'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
  accept: 'application/json',
  'accept-encoding': 'gzip',
  'user-agent': 'Waybill',
};

/**
 * The way to one origin, over a connection that stays open between presses: a TLS handshake with Singapore costs several
 * hundred milliseconds. One is enough, since calls go one after the other. Nothing is sent twice here: where the kept
 * connection breaks under a call, nobody knows whether it arrived, and `nextWait` decides.
 */
export function createTransport(origin: string, { connectMs = CONNECT_MS } = {}): Transport {
  const isSecure = origin.startsWith('https:');
  const { Agent, request } = isSecure ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: KEEP_MS });
  const underWay = new Set<Promise<Posted>>();
  let isClosed = false;

  const send = (url: string, body: string, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sending = request(url, { method: 'POST', agent, headers: HEADERS, signal });
      sending.on('response', resolve);
      sending.on('error', reject);
      limitConnecting(sending, isSecure ? 'secureConnect' : 'connect', connectMs);
      sending.end(body);
    });

  return {
    post: async (url, body, limits) => {
      if (isClosed) return STOPPED;
      const posting = post(send, url, body, limits);
      underWay.add(posting);
      return await posting.finally(() => underWay.delete(posting));
    },
    close: async () => {
      isClosed = true;
      await Promise.all(underWay);
      agent.destroy();
    },
  };
}

type Send = (url: string, body: string, signal: AbortSignal) => Promise<IncomingMessage>;

const STOPPED: Posted = { ok: false, fault: 'stopped', detail: 'Waybill is stopping' };

async function post(send: Send, url: string, body: string, limits: PostLimits): Promise<Posted> {
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const signal = limits.signal ? AbortSignal.any([timeout, limits.signal]) : timeout;
  try {
    const reply = await send(url, body, signal);
    const status = reply.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      reply.destroy();
      return { ok: false, fault: 'network', detail: `redirect ${status}` };
    }
    const text = await readCapped(unzipped(reply), limits.maxReplyBytes);
    signal.throwIfAborted();
    if (text === undefined) return { ok: false, fault: 'too-large', detail: `over ${limits.maxReplyBytes} bytes` };
    return { ok: true, reply: { status, date: reply.headers.date ?? null, text } };
  } catch (error) {
    if (limits.signal?.aborted) return STOPPED;
    if (timeout.aborted) return { ok: false, fault: 'timeout', detail: `no answer in ${limits.timeoutMs} ms` };
    return { ok: false, fault: 'network', detail: reasonOf(error) };
  }
}

/** Node has no limit of its own for connecting; a kept connection needs none. */
function limitConnecting(sending: ClientRequest, connected: 'connect' | 'secureConnect', connectMs: number): void {
  sending.once('socket', (socket) => {
    if (sending.reusedSocket) return;
    const reason = Object.assign(new Error('connecting takes too long'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => sending.destroy(reason), connectMs);
    for (const event of [connected, 'close']) socket.once(event, () => clearTimeout(timer));
  });
}

function unzipped(reply: IncomingMessage): Readable {
  if (reply.headers['content-encoding'] !== 'gzip') return reply;
  return pipeline(reply, createGunzip(), () => undefined);
}

/** Leaving the loop cancels the stream, so a reply without end costs no more than the cap. */
async function readCapped(body: Readable, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The system code (`ECONNREFUSED`) or the name of the error; its message may hold the address and is left out. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
