import * as z from 'zod/mini';
import type { Fault } from './fault.ts';
import { readJson } from './json.ts';
import { placeOf, Text } from './reply.ts';

/** What a reply holds once its wrapping is off. */
export type Opened =
  | { kind: 'answer'; payload: unknown; requestId?: string | undefined }
  | { kind: 'empty'; requestId?: string | undefined }
  | { kind: 'fault'; fault: Fault };

/** `resp_code` of a call that went well, and of one that found nothing (which is no error). */
const OK = '200';
const EMPTY = '405';

const GatewayError = z.object({
  code: Text,
  msg: z.optional(Text),
  message: z.optional(Text),
  type: z.optional(Text),
  sub_code: z.optional(Text),
  sub_msg: z.optional(Text),
  request_id: z.optional(Text),
});

const Body = z.looseObject({ request_id: z.optional(z.unknown()) });

const RespResult = z.object({ resp_code: Text, resp_msg: z.optional(Text), result: z.optional(z.unknown()) });

/** How the dropshipping methods say the same. */
const RspResult = z.object({ rsp_code: Text, rsp_msg: z.optional(Text), result: z.optional(z.unknown()) });

/**
 * Opens a reply of either endpoint: `{error_response: ...}` of `/sync` and the Taobao gateways, `{code, message}` of
 * `/rest`, `{METHOD_response: {resp_result}}` and its simplified form without the outer name. `resp_code` (`rsp_code` in
 * dropshipping replies) may be a number or a string. The HTTP status is looked at only where the body is not JSON or
 * none of these: a broken server in between may speak JSON of its own.
 */
export function openReply(text: string, api: string, status: number): Opened {
  const top = parseObject(text);
  if (top === undefined) return unreadable(notJson(status), describe(text));
  if ('error_response' in top) return openError(top.error_response, 'error_response');
  const inner = top[responseName(api)];
  const body = Body.safeParse(inner ?? top);
  if (!body.success) return unreadable('shape', `${responseName(api)} is not an object`);
  if (inner === undefined && isOutage(status) && !isAnswer(body.data))
    return unreadable(notJson(status), describe(text));
  if (isRefusal(body.data)) return openError(body.data, inner === undefined ? 'reply' : responseName(api));
  const requestId = Text.safeParse(body.data.request_id ?? top.request_id);
  return openBody(body.data, requestId.data);
}

/** `aliexpress.affiliate.link.generate` answers as `aliexpress_affiliate_link_generate_response`. */
export function responseName(api: string): string {
  return `${api.replace(/^\//, '').replaceAll(/[./]/g, '_')}_response`;
}

function openBody(body: z.infer<typeof Body>, requestId: string | undefined): Opened {
  if ('resp_result' in body) {
    const read = RespResult.safeParse(body.resp_result);
    if (!read.success) return unreadable('shape', placeOf(read.error, 'resp_result'), requestId);
    return openResult(read.data.resp_code, read.data.resp_msg, read.data.result, requestId);
  }
  const dropshipping = RspResult.safeParse(body);
  if (!dropshipping.success) return { kind: 'answer', payload: body, requestId };
  return openResult(dropshipping.data.rsp_code, dropshipping.data.rsp_msg, dropshipping.data.result, requestId);
}

function openResult(code: string, message = '', result: unknown, requestId: string | undefined): Opened {
  if (code === OK) return { kind: 'answer', payload: result, requestId };
  if (code === EMPTY) return { kind: 'empty', requestId };
  return { kind: 'fault', fault: { where: 'resp_code', code, message, requestId } };
}

/** `code` is absent, `"0"` or `"200"` when all is well; simplified replies and token replies carry the zero. */
function isRefusal(body: Record<string, unknown>): boolean {
  return 'code' in body && !('resp_result' in body) && !['0', OK].includes(String(body.code));
}

function openError(error: unknown, place: string): Opened {
  const read = GatewayError.safeParse(error);
  if (!read.success) return unreadable('shape', placeOf(read.error, place));
  const { code, msg, message, type, sub_code, sub_msg, request_id } = read.data;
  return {
    kind: 'fault',
    fault: {
      where: 'gateway',
      code,
      message: msg ?? message ?? '',
      type,
      subCode: sub_code,
      subMessage: sub_msg,
      requestId: request_id,
    },
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = readJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isOutage(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Whether a body is one of the gateway's own, a refusal included. */
function isAnswer(body: Record<string, unknown>): boolean {
  return 'resp_result' in body || 'rsp_code' in body || 'code' in body;
}

function notJson(status: number): 'http-429' | 'http-5xx' | 'not-json' {
  if (status === 429) return 'http-429';
  return status >= 500 ? 'http-5xx' : 'not-json';
}

function describe(text: string): string {
  return text.trimStart().startsWith('<') ? 'a web page instead of JSON' : 'no JSON object';
}

function unreadable(
  code: Extract<Fault, { where: 'reply' }>['code'],
  message: string,
  requestId?: string | undefined,
): Opened {
  return { kind: 'fault', fault: { where: 'reply', code, message, requestId } };
}
