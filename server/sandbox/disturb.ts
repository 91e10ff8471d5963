import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Fault } from './faults.ts';
import { drawnFault } from './faults.ts';

export type GatewayContext = Context<{ Bindings: HttpBindings }>;

const JSON_TYPE = 'application/json;charset=UTF-8';
const GARBAGE = Uint8Array.from([0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x7b, 0x22, 0xc3, 0x28, 0x00]);

/** Waits, hangs, drops or answers in the gateway's place; undefined when the call may go on. */
export async function disturb(context: GatewayContext, drawn: readonly Fault[]): Promise<Response | undefined> {
  const delay = drawnFault(drawn, 'delay');
  if (delay) await sleep(delay.ms, undefined, { ref: false });
  if (drawnFault(drawn, 'hang')) return new Promise<never>(() => undefined);
  if (drawnFault(drawn, 'drop')) {
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const http = drawnFault(drawn, 'http');
  if (http === undefined) return undefined;
  const isJson = http.body === 'json';
  const body = isJson ? '{"status":"error","message":"Internal Server Error"}' : badGatewayPage(http.status);
  return new Response(body, { status: http.status, headers: { 'content-type': isJson ? JSON_TYPE : 'text/html' } });
}

/** Sends the answer, whole or spoilt. The gateway's status is 200 whatever it says. */
export async function send(context: GatewayContext, drawn: readonly Fault[], body: string): Promise<Response> {
  const headers = { 'content-type': JSON_TYPE };
  if (drawnFault(drawn, 'cut')) return cutShort(context, body);
  if (drawnFault(drawn, 'truncated')) return context.body(half(body), 200, headers);
  if (drawnFault(drawn, 'garbage')) return context.body(GARBAGE, 200, headers);
  if (drawnFault(drawn, 'wrong-shape')) return context.body('{"result":["unexpected"],"resp_result":7}', 200, headers);
  return context.body(body, 200, headers);
}

/** Promises the whole body, sends half of it and closes the connection. */
async function cutShort(context: GatewayContext, body: string): Promise<Response> {
  const { incoming, outgoing } = context.env;
  outgoing.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(body) });
  await new Promise<void>((resolve) => {
    outgoing.write(half(body), () => resolve());
  });
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function half(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}

function badGatewayPage(status: number): string {
  return `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`;
}
