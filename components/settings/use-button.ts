import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../lib/browser.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import { failure } from '../../lib/contract/failure.ts';
import type { ButtonState } from '../../lib/contract/messages.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { ALIEXPRESS_ORIGINS } from '../../lib/product/hosts.ts';

export type ButtonStore = {
  state: ButtonState | undefined;
  problem: Failure | undefined;
  /** To be called straight from a press. `also` are hosts that the same prompt may ask for. */
  turn(on: boolean, also?: readonly string[]): Promise<void>;
};

/** The in-page button: off until the person says yes, and one press away from being off again. */
export function useButton(isOnInSettings?: boolean): ButtonStore {
  const [state, setState] = useState<ButtonState>();
  const [problem, setProblem] = useState<Failure>();
  useEffect(() => {
    void ask('button.read', {}).then((answer) => answer.ok && setState(answer.value));
  }, [isOnInSettings]);

  async function turn(on: boolean, also: readonly string[] = []) {
    // The browser lets a press ask for a permission only before anything is awaited.
    const asking = on
      ? browser.permissions.request({ origins: [...ALIEXPRESS_ORIGINS, ...also] })
      : Promise.resolve(true);
    setProblem(undefined);
    if (!(await asking)) return setProblem(declined);
    const answer = await ask('button.switch', { on });
    if (answer.ok) setState(answer.value);
    else setProblem(answer.failure);
  }

  return { state, problem, turn };
}

const declined = failure('internal', {
  message: 'The browser was not allowed to show Waybill on AliExpress pages, so the button stays off.',
  hint: 'Press again and allow it, or leave it: the toolbar popup does the same.',
});
