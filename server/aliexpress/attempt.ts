import * as z from 'zod/mini';
import { skewOf } from './clock.ts';
import { openReply } from './envelope.ts';
import type { Fault } from './fault.ts';
import { placeOf } from './reply.ts';
import type { Signer } from './request.ts';
import { signRequest } from './request.ts';
import { scrub } from './scrub.ts';
import type { Params } from './sign.ts';
import type { Post, PostLimits } from './transport.ts';

export type Call<T> = {
  /** `aliexpress.affiliate.link.generate`, or a path such as `/auth/token/create`. */
  api: string;
  params: Params;
  /** The shape of `resp_result.result`, or of the whole reply where there is no `resp_result`. */
  reply: z.core.$ZodType<T>;
  /** What "the result is empty" (resp_code 405) stands for. Where it is not given, that answer counts as unreadable. */
  empty?: T;
  accessToken?: string | undefined;
  /** False for calls that must not happen twice, such as spending an authorisation code. */
  repeatable?: boolean;
};

export type Attempt<T> = {
  result: { ok: true; value: T } | { ok: false; fault: Fault };
  requestId?: string | undefined;
  skewMs?: number | undefined;
  /** The reply as it came, secrets scrubbed and cut, where it could not be read. */
  raw?: string | undefined;
};

export type Surroundings = Signer & { post: Post; now: () => number; limits: PostLimits };

const RAW_LENGTH = 2_000;

/** Makes one signed call, and nothing else: no repetition, no quota. `timestamp` may differ from the local clock. */
export async function attemptCall<T>(call: Call<T>, around: Surroundings, timestamp: number): Promise<Attempt<T>> {
  const params = call.accessToken ? { ...call.params, access_token: call.accessToken } : call.params;
  const request = signRequest(around, call.api, params, timestamp);
  const posted = await around.post(request.url, request.body, around.limits);
  if (!posted.ok) {
    return { result: { ok: false, fault: { where: 'transport', code: posted.fault, message: posted.detail } } };
  }
  const secrets = [around.appSecret, call.accessToken, request.form.at(-1)?.[1]];
  const skewMs = skewOf(posted.reply.date, around.now());
  const read = readAnswer(call, posted.reply.text, posted.reply.status);
  if (read.result.ok) return { ...read, skewMs };
  const fault = scrubbed(read.result.fault, secrets);
  const raw = fault.where === 'reply' ? scrub(posted.reply.text, secrets).slice(0, RAW_LENGTH) : undefined;
  return { result: { ok: false, fault }, requestId: fault.requestId, skewMs, raw };
}

function readAnswer<T>(call: Call<T>, text: string, status: number): Pick<Attempt<T>, 'result' | 'requestId'> {
  const opened = openReply(text, call.api, status);
  if (opened.kind === 'fault') return { result: { ok: false, fault: opened.fault } };
  const { requestId } = opened;
  if (opened.kind === 'empty') {
    if ('empty' in call) return { result: { ok: true, value: call.empty }, requestId };
    return { result: { ok: false, fault: { where: 'reply', code: 'shape', message: 'an empty result', requestId } } };
  }
  const parsed = z.safeParse(call.reply, opened.payload);
  if (parsed.success) return { result: { ok: true, value: parsed.data }, requestId };
  const message = placeOf(parsed.error, 'result');
  return { result: { ok: false, fault: { where: 'reply', code: 'shape', message, requestId } }, requestId };
}

function scrubbed(fault: Fault, secrets: readonly (string | undefined)[]): Fault {
  const message = scrub(fault.message, secrets);
  return fault.where === 'gateway' && fault.subMessage !== undefined
    ? { ...fault, message, subMessage: scrub(fault.subMessage, secrets) }
    : { ...fault, message };
}
