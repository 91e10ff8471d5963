import { useState } from 'preact/hooks';
import { FailureNotice } from '../Notice.tsx';
import { ButtonCaution } from './ButtonCaution.tsx';
import { Section } from './Section.tsx';
import type { ButtonStore } from './use-button.ts';

type Props = { button: ButtonStore; also: readonly string[] };

/** The one question of the first run (rule AE-1): no is as easy as yes, and no answer is a no. */
export function ButtonQuestion({ button, also }: Props) {
  const [isRefused, setRefused] = useState(false);
  const isOn = button.state?.on === true && button.state.granted;

  function answer(on: boolean) {
    setRefused(!on);
    void button.turn(on, also);
  }

  return (
    <Section
      id="question"
      title="A button on product pages?"
      lead="It sits at a corner of AliExpress product pages and copies the link with one press. The browser will ask whether Waybill may work on AliExpress pages."
    >
      <ButtonCaution />
      <div class="row">
        <button type="button" class="button even" aria-pressed={isOn} onClick={() => answer(true)}>
          Yes, show the button
        </button>
        <button type="button" class="button even" aria-pressed={isRefused && !isOn} onClick={() => answer(false)}>
          No, thanks
        </button>
      </div>
      <p class="quiet line" role="status">
        {said(isOn, isRefused)}
      </p>
      {button.problem && <FailureNotice failure={button.problem} />}
    </Section>
  );
}

function said(isOn: boolean, isRefused: boolean): string {
  if (isOn) return 'The button is on. Its own menu and the options turn it off.';
  if (isRefused) return 'The button stays off and nothing of Waybill runs in AliExpress pages.';
  return 'Without an answer the button stays off. You can decide at any time in the options.';
}
