import type { MessageName, Payload, Reply } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { nativeRuntime } from '../native-runtime.ts';

/** Thrown in a page whose extension was updated or removed underneath it: nothing can be asked from there any more. */
export class ExtensionGone extends Error {
  override name = 'ExtensionGone';
}

/**
 * Sends one message to the background and returns what came back, checked only as far as the envelope goes. For
 * content scripts, which carry no schemas; pages use `ask`, which parses the value too.
 *
 * @throws ExtensionGone when the page has outlived the extension that put this script there.
 */
export async function send<N extends MessageName>(name: N, payload: Payload<N>): Promise<Outcome<Reply<N>>> {
  let answer: unknown;
  try {
    answer = await nativeRuntime()?.sendMessage({ waybill: name, payload });
  } catch {
    answer = undefined;
  }
  if (!nativeRuntime()) throw new ExtensionGone('The extension was updated.');
  return isOutcome<Reply<N>>(answer) ? answer : silence;
}

/** No answer is a failure of its own: a listener that is not there resolves to nothing instead of rejecting. */
const silence: Outcome<never> = {
  ok: false,
  failure: {
    code: 'internal',
    message: 'Waybill did not answer.',
    hint: 'Try again; if it stays, reload the extension.',
    retryable: true,
  },
};

function isOutcome<T>(answer: unknown): answer is Outcome<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return answer.ok === true ? 'value' in answer : 'failure' in answer;
}
