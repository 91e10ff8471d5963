import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { checkRequest } from './checks.ts';
import { consentPage, consentTarget, problemPage, readConsent } from './consent.ts';
import type { GatewayContext } from './disturb.ts';
import { disturb, send } from './disturb.ts';
import type { Answer } from './envelope.ts';
import { layoutOf, refused, restEnvelope, syncEnvelope, withRespCode } from './envelope.ts';
import type { Fault } from './faults.ts';
import { drawnFault } from './faults.ts';
import { refusalOf } from './known-errors.ts';
import { changeLinks } from './link-faults.ts';
import { METHODS } from './methods.ts';
import { changeProducts } from './product-faults.ts';
import type { ReceivedCall } from './received.ts';
import { readParams, receivedCall } from './received.ts';
import { apiCallLimit, INVALID_API_PATH, missingParameter } from './refusal.ts';
import type { SignedRequest } from './signature.ts';
import type { GatewayState } from './state.ts';

const AUTHORIZE_PATH = '/oauth/authorize';
const MAX_BODY_BYTES = 1024 * 1024;

type Params = ReadonlyMap<string, string>;

/** The gateway's routes. `record` is told of every call, also of those that are refused. */
export function createGateway(state: GatewayState, record: (call: ReceivedCall) => void) {
  const gateway = new Hono<{ Bindings: HttpBindings }>();
  gateway.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  gateway.on(['GET', 'POST'], '/sync', async (context) => {
    const params = await readParams(context.req);
    const method = params.get('method') ?? '';
    record(receivedCall(context.req, method, params, state.now()));
    const layout = layoutOf(params, state.simplified);
    return serve(context, method, state, (drawn) =>
      syncEnvelope(method, answerSync(method, params, state, drawn), state.nextMarks(), layout),
    );
  });
  gateway.on(['GET', 'POST'], ['/rest', '/rest/*'], async (context) => {
    const params = await readParams(context.req);
    const path = systemPath(context.req.path, params);
    record(receivedCall(context.req, path, params, state.now()));
    return serve(context, path, state, (drawn) =>
      restEnvelope(answerRest(path, params, state, drawn), state.nextMarks()),
    );
  });
  gateway.on(['GET', 'POST'], AUTHORIZE_PATH, async (context) => {
    const params = await readParams(context.req);
    record(receivedCall(context.req, AUTHORIZE_PATH, params, state.now()));
    const read = readConsent(params, state.credentials.appKey);
    if (!read.ok) return context.html(problemPage(read.problem), 400);
    const answer = context.req.method === 'POST' ? params.get('answer') : undefined;
    if (answer === undefined) return context.html(consentPage(read.request));
    return context.redirect(consentTarget(read.request, answer === 'allow', state.tokens));
  });
  // The token calls exist under /rest only; without it the live gateway was seen to refuse the HTTP method.
  gateway.all('/auth/*', (context) => context.text('Method Not Allowed', 405));
  return gateway;
}

/** Draws the faults of one call and answers with them or without. */
async function serve(
  context: GatewayContext,
  name: string,
  state: GatewayState,
  answer: (drawn: readonly Fault[]) => string,
): Promise<Response> {
  const drawn = state.faults.take(name);
  return (await disturb(context, drawn)) ?? send(context, drawn, answer(drawn));
}

/** A dotted name is signed without a path; it is a parameter like any other. */
function answerSync(method: string, params: Params, state: GatewayState, drawn: readonly Fault[]): Answer {
  const early = answerEarly({ params, path: '' }, state, drawn);
  if (early) return early;
  if (method === '') return refused(missingParameter('method'));
  const run = METHODS.get(method);
  if (!run) return refused(INVALID_API_PATH);
  return changeEntries(run(params, state), params, drawn);
}

/** Spoils single entries of a list. */
function changeEntries(answer: Answer, params: Params, drawn: readonly Fault[]): Answer {
  const links = drawnFault(drawn, 'links');
  if (links) return changeLinks(answer, links.change, params.get('source_values') ?? '');
  const products = drawnFault(drawn, 'products');
  return products ? changeProducts(answer, products.change) : answer;
}

function answerRest(path: string, params: Params, state: GatewayState, drawn: readonly Fault[]): Answer {
  return answerEarly({ params, path }, state, drawn) ?? state.tokens.answer(path, params) ?? refused(INVALID_API_PATH);
}

/** What is answered before the method is looked at: a failed check, the call limit, an injected code. */
function answerEarly(request: SignedRequest, state: GatewayState, drawn: readonly Fault[]): Answer | undefined {
  const refusal = checkRequest(request, state.credentials, state.now());
  if (refusal) return refused(refusal);
  const banned = state.pacing.admit(state.now());
  if (banned !== undefined) return refused(apiCallLimit(banned));
  const error = drawnFault(drawn, 'error');
  if (error?.enforced) state.pacing.banUntil(state.now() + (error.banSeconds ?? 1) * 1000);
  if (error) return refused(refusalOf(error));
  const code = drawnFault(drawn, 'resp-code');
  return code && withRespCode(code.asString ? `${code.respCode}` : code.respCode, code.respMsg);
}

/** The path that is signed: without `/rest`. The official Python SDK names it in `method` and posts to bare `/rest`. */
function systemPath(requestPath: string, params: ReadonlyMap<string, string>): string {
  const path = requestPath.slice('/rest'.length);
  if (path !== '' && path !== '/') return path;
  const method = params.get('method') ?? '';
  return method.startsWith('/') ? method : '';
}
