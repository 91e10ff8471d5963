import { useEffect, useState } from 'preact/hooks';
import { FailureNotice, Notice } from '../../components/Notice.tsx';
import { browser } from '../../lib/browser.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import type { ButtonState } from '../../lib/contract/messages.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { ALIEXPRESS_ORIGINS } from '../../lib/product/hosts.ts';

/** The in-page button: off until the person says yes here, and one press away from being off again. */
export function ButtonSection() {
  const [state, setState] = useState<ButtonState>();
  const [problem, setProblem] = useState<Failure>();
  useEffect(() => {
    void ask('button.read', {}).then((answer) => answer.ok && setState(answer.value));
  }, []);

  async function turn(on: boolean) {
    // The browser lets a press ask for a permission only before anything is awaited.
    const asking = on ? browser.permissions.request({ origins: [...ALIEXPRESS_ORIGINS] }) : Promise.resolve(true);
    setProblem(undefined);
    if (!(await asking)) return;
    const answer = await ask('button.switch', { on });
    if (answer.ok) setState(answer.value);
    else setProblem(answer.failure);
  }

  const on = state?.on && state.granted;
  return (
    <section aria-labelledby="button">
      <h2 id="button">Button on product pages</h2>
      <p>
        A small button at the corner of AliExpress product pages copies the link with one press. The toolbar popup does
        the same without it.
      </p>
      <Notice
        tone="plain"
        title="Before you turn it on"
        text="AliExpress may see a button that an extension adds to its pages as forbidden by the programme's rules, and your account is at your own risk. Saying no costs you nothing: the toolbar popup does everything."
      />
      {state && (
        <div class="row">
          <button type="button" class={`button ${on ? '' : 'primary'}`} onClick={() => void turn(!on)}>
            {on ? 'Turn off' : 'Turn on'}
          </button>
          <span role="status">{on ? 'The button is on.' : 'The button is off.'}</span>
        </div>
      )}
      {problem && <FailureNotice failure={problem} />}
    </section>
  );
}
