import * as z from 'zod/mini';
import { Failure } from '../contract/failure.ts';
import type { MessageName, Payload, Reply } from '../contract/messages.ts';
import { messages } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { failed } from '../contract/outcome.ts';
import { send } from './send.ts';

/** Asks the background from one of the extension's own pages; the answer is parsed, whatever it is. */
export async function ask<N extends MessageName>(name: N, payload: Payload<N>): Promise<Outcome<Reply<N>>> {
  const outcome = await send(name, payload);
  if (!outcome.ok) {
    const failure = z.safeParse(Failure, outcome.failure);
    return failure.success ? { ok: false, failure: failure.data } : failed('internal');
  }
  const value = z.safeParse(messages[name].reply, outcome.value);
  return value.success ? { ok: true, value: value.data as Reply<N> } : failed('internal');
}
