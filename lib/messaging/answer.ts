import * as z from 'zod/mini';
import type { Runtime } from '../browser.ts';
import { browser } from '../browser.ts';
import type { MessageName, Payload, Reply } from '../contract/messages.ts';
import { Envelope, messages } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { failed } from '../contract/outcome.ts';

export type Sender = Pick<Runtime.MessageSender, 'id' | 'url' | 'tab' | 'frameId'>;

export type Handlers = {
  [N in MessageName]: (payload: Payload<N>, sender: Sender) => Promise<Outcome<Reply<N>>>;
};

/**
 * Why a sender may not send a message, or undefined when it may.
 *
 * - Another extension or a web page: never (`id` is not ours).
 * - A script of ours inside a web page: only what is open to tabs, and only from the top frame.
 * - Our own pages: everything. They are known by their address, which a page cannot forge.
 */
export function refusal(name: MessageName, sender: Sender, ours: { id: string; origin: string }): string | undefined {
  if (sender.id !== ours.id) return 'not from this extension';
  if (sender.url?.startsWith(ours.origin)) return undefined;
  if (messages[name].from !== 'tab') return 'not open to scripts in pages';
  if (!sender.tab || sender.frameId !== 0) return 'not from the top frame of a tab';
  return undefined;
}

/**
 * The extension's one message listener. It is synchronous and says `true` only for messages of ours, because an
 * asynchronous listener answers everybody's messages with nothing. Failures and crashes travel as data.
 */
export function answer(handlers: Handlers): void {
  const ours = { id: browser.runtime.id, origin: browser.runtime.getURL('') };
  const listen = (message: unknown, sender: Sender, respond: (answer: unknown) => void): true | undefined => {
    const envelope = z.safeParse(Envelope, message);
    if (!envelope.success || !isMessageName(envelope.data.waybill)) return undefined;
    const name = envelope.data.waybill;
    const reason = refusal(name, sender, ours);
    if (reason) {
      console.warn(`waybill: ${name} refused: ${reason}`);
      return undefined;
    }
    void handle(handlers, name, envelope.data.payload, sender).then(respond);
    return true;
  };
  // The polyfill's types know only listeners that always answer.
  browser.runtime.onMessage.addListener(listen as Runtime.OnMessageListenerCallback);
}

async function handle<N extends MessageName>(
  handlers: Handlers,
  name: N,
  raw: unknown,
  sender: Sender,
): Promise<Outcome<Reply<N>>> {
  const payload = z.safeParse(messages[name].payload, raw);
  if (!payload.success) return failed('invalid_request');
  try {
    return await handlers[name](payload.data as Payload<N>, sender);
  } catch (error) {
    console.error(`waybill: ${name} failed`, error);
    return failed('internal');
  }
}

function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(messages, name);
}
