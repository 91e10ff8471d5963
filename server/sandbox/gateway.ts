import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { checkRequest } from './checks.ts';
import type { Answer } from './envelope.ts';
import { refused, restEnvelope, syncEnvelope } from './envelope.ts';
import { METHODS } from './methods.ts';
import type { ReceivedCall } from './received.ts';
import { readParams, receivedCall } from './received.ts';
import { INVALID_API_PATH, missingParameter } from './refusal.ts';
import type { GatewayState } from './state.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** The gateway's routes. `record` is told of every call, also of those that are refused. */
export function createGateway(state: GatewayState, record: (call: ReceivedCall) => void): Hono {
  const gateway = new Hono();
  gateway.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  gateway.on(['GET', 'POST'], '/sync', async (context) => {
    const params = await readParams(context.req);
    const method = params.get('method') ?? '';
    record(receivedCall(context.req, method, params, state.now()));
    const simplified = params.get('simplify') === 'true';
    return json(context, syncEnvelope(method, answerSync(method, params, state), state.nextMarks(), simplified));
  });
  gateway.on(['GET', 'POST'], ['/rest', '/rest/*'], async (context) => {
    const params = await readParams(context.req);
    const path = systemPath(context.req.path, params);
    record(receivedCall(context.req, path, params, state.now()));
    return json(context, restEnvelope(answerRest(path, params, state), state.nextMarks()));
  });
  return gateway;
}

/** A dotted name is signed without a path; it is a parameter like any other. */
function answerSync(method: string, params: ReadonlyMap<string, string>, state: GatewayState): Answer {
  const refusal = checkRequest({ params, path: '' }, state.credentials, state.now());
  if (refusal) return refused(refusal);
  if (method === '') return refused(missingParameter('method'));
  const run = METHODS.get(method);
  return run ? run(params, state) : refused(INVALID_API_PATH);
}

function answerRest(path: string, params: ReadonlyMap<string, string>, state: GatewayState): Answer {
  const refusal = checkRequest({ params, path }, state.credentials, state.now());
  return refused(refusal ?? INVALID_API_PATH);
}

/** The path that is signed: without `/rest`. The official Python SDK names it in `method` and posts to bare `/rest`. */
function systemPath(requestPath: string, params: ReadonlyMap<string, string>): string {
  const path = requestPath.slice('/rest'.length);
  if (path !== '' && path !== '/') return path;
  const method = params.get('method') ?? '';
  return method.startsWith('/') ? method : '';
}

/** The gateway answers 200 whatever it says. */
function json(context: Context, body: string): Response {
  return context.body(body, 200, { 'content-type': 'application/json;charset=UTF-8' });
}
