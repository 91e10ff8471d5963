import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { GatewayEvent, GatewayOptions } from '../../../server/aliexpress/gateway.ts';
import { createGateway } from '../../../server/aliexpress/gateway.ts';

export type Received = { url: string; contentType: string | undefined; form: Record<string, string> };

/** What the stub says to a call: a JSON value or text, with a status and headers where they matter. */
export type Said = { json?: unknown; text?: string; status?: number; headers?: Record<string, string>; hang?: boolean };

/** `connections` counts the connections that were opened. */
export type Stub = { origin: string; received: Received[]; connections: () => number };

/** A loopback server that answers call after call as told (the last answer stays) and keeps what it received. */
export function startStub(...answers: Said[]): Promise<Stub> {
  return startRouted((_call, count) => answers[Math.min(count, answers.length) - 1] ?? {});
}

/** The same, with the answer decided call by call. */
export async function startRouted(decide: (call: Received, count: number) => Said): Promise<Stub> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const call: Received = {
        url: request.url ?? '',
        contentType: request.headers['content-type'],
        form: Object.fromEntries(new URLSearchParams(body)),
      };
      received.push(call);
      answer(response, decide(call, received.length));
    });
  });
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, received, connections: () => connections };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, { json, text, status = 200, headers = {}, hang }: Said): void {
  if (hang) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text ?? JSON.stringify(json));
}

/** No waiting between calls of a test. */
export const hasty = { methodGapMs: 0, backOffBaseMs: 1, backOffCapMs: 2, banMarginMs: 1, timeoutMs: 2_000 };

/** A gateway for a test: credentials of the fixtures, events kept, no waiting. */
export function gatewayTo(origin: string, options: Partial<GatewayOptions> = {}) {
  const events: GatewayEvent[] = [];
  const gateway = createGateway({
    origin,
    appKey: '500000',
    appSecret: 'a-very-secret-secret',
    now: Date.now,
    log: (event) => events.push(event),
    ...options,
    limits: { ...hasty, ...options.limits },
  });
  onTestFinished(() => gateway.close());
  return { gateway, events };
}

/** A reply of the affiliate service around a result. */
export function replyOf(api: string, result: unknown, respCode: number | string = 200) {
  const name = `${api.replaceAll('.', '_')}_response`;
  return {
    json: {
      [name]: { resp_result: { resp_code: respCode, resp_msg: 'x', result }, request_id: '0ba2887315178178017221014' },
    },
  };
}
