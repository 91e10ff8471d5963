import type { Refusal } from './refusal.ts';
import type { Wire, WireObject } from './wire.ts';
import { writeJson } from './wire.ts';

/** What an API method answers, before the gateway puts it into an envelope. */
export type Answer =
  | {
      readonly kind: 'result';
      readonly respCode: number | string;
      readonly respMsg?: string;
      readonly result?: WireObject;
    }
  | { readonly kind: 'bare'; readonly body: WireObject }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The marks that the gateway leaves on every answer. */
export interface Marks {
  readonly requestId: string;
  readonly traceId: string;
}

const RESP_MESSAGES: Readonly<Record<string, string>> = {
  200: 'Call succeeds',
  401: 'This publisher is not registered',
  402: 'TrackingId input parameter error',
  404: 'System Error',
  405: 'The result is empty',
};

export function succeeded(result: WireObject): Answer {
  return { kind: 'result', respCode: 200, result };
}

export function withRespCode(respCode: number | string, respMsg?: string): Answer {
  return { kind: 'result', respCode, ...(respMsg === undefined ? {} : { respMsg }) };
}

export function refused(refusal: Refusal): Answer {
  return { kind: 'refused', refusal };
}

/**
 * How an answer of `/sync` is laid out. `full`: lists wrapped under an item name, numbers as numbers. The other two are
 * simplified: flat lists, a top-level `code`, and resp_code and counts as strings. Sources differ on the outer
 * `<method>_response` there: most clients look for it (`flat`), the documents' samples lack it (`streamlined`).
 */
export type Layout = 'full' | 'flat' | 'streamlined';

/**
 * The layout that a call asks for. `simplify=true` has an effect only beside an explicit `format=json`: the older
 * gateway's documents say that it is for JSON alone, and a client in use that sends it without a format reads wrapped
 * lists.
 */
export function layoutOf(params: ReadonlyMap<string, string>, simplified: Layout): Layout {
  return params.get('simplify') === 'true' && params.get('format') === 'json' ? simplified : 'full';
}

export function syncEnvelope(method: string, answer: Answer, marks: Marks, layout: Layout): string {
  if (answer.kind === 'refused') return writeJson({ error_response: errorBody(answer.refusal, 'msg', marks) }, false);
  const simplified = layout !== 'full';
  const body = answer.kind === 'bare' ? answer.body : { resp_result: respResult(answer, simplified) };
  const marked: WireObject = { ...body, request_id: marks.requestId, _trace_id_: marks.traceId };
  if (layout === 'streamlined') return writeJson({ code: '0', ...marked }, true);
  const wrapped = { [`${method.replaceAll('.', '_')}_response`]: marked };
  return writeJson(layout === 'flat' ? { ...wrapped, code: '0' } : wrapped, simplified);
}

/** The answer of `/rest`: everything at the top level, `code` "0" when the call succeeded. */
export function restEnvelope(answer: Answer, marks: Marks): string {
  if (answer.kind === 'refused') return writeJson(errorBody(answer.refusal, 'message', marks), false);
  const body = answer.kind === 'bare' ? answer.body : { resp_result: respResult(answer, false) };
  return writeJson({ ...body, code: '0', request_id: marks.requestId, _trace_id_: marks.traceId }, false);
}

function respResult(answer: Extract<Answer, { kind: 'result' }>, simplified: boolean): Wire {
  const code = simplified ? `${answer.respCode}` : answer.respCode;
  const message = answer.respMsg ?? RESP_MESSAGES[`${answer.respCode}`] ?? 'System Error';
  return {
    resp_code: code,
    resp_msg: simplified && `${answer.respCode}` === '200' ? 'success' : message,
    ...(answer.result === undefined ? {} : { result: answer.result }),
  };
}

function errorBody(refusal: Refusal, messageName: 'msg' | 'message', marks: Marks): WireObject {
  return {
    type: refusal.type,
    code: refusal.code,
    [messageName]: refusal.message,
    ...(refusal.subCode === undefined ? {} : { sub_code: refusal.subCode }),
    ...(refusal.subMessage === undefined ? {} : { sub_msg: refusal.subMessage }),
    request_id: marks.requestId,
    _trace_id_: marks.traceId,
  };
}
