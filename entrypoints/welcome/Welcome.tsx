import { useState } from 'preact/hooks';
import { ButtonQuestion } from '../../components/settings/ButtonQuestion.tsx';
import { Paired } from '../../components/settings/Paired.tsx';
import { PairingForm } from '../../components/settings/PairingForm.tsx';
import { Promises } from '../../components/settings/Promises.tsx';
import { Section } from '../../components/settings/Section.tsx';
import { useButton } from '../../components/settings/use-button.ts';
import { type PairingStore, usePairing } from '../../components/settings/use-pairing.ts';
import { ALIEXPRESS_ORIGINS } from '../../lib/product/hosts.ts';

/** The first page that a person sees: what Waybill is, the one question, the pairing. Nothing on it has to be done. */
export function Welcome() {
  const pairing = usePairing();
  const button = useButton();
  const [backendHost, setBackendHost] = useState<string>();
  const isWanted = button.state?.on === true && !button.state.granted;
  return (
    <>
      <header>
        <img src="/icon/128.png" width="48" height="48" alt="" />
        <h1>Welcome to Waybill</h1>
        <p class="lead">
          It turns the AliExpress page in front of you into a tracked link of your own affiliate account, with the text
          that goes around it, ready to paste.
        </p>
      </header>
      <Promises />
      <ButtonQuestion button={button} also={backendHost === undefined ? [] : [backendHost]} />
      <PairSection pairing={pairing} also={isWanted ? ALIEXPRESS_ORIGINS : []} onHost={setBackendHost} />
      <SandboxSection />
      <footer class="quiet">
        <p>
          Pin Waybill to the toolbar to have it at hand. Everything on this page can be changed in the{' '}
          <a href="/options.html">options</a>.
        </p>
      </footer>
    </>
  );
}

type PairSectionProps = { pairing: PairingStore; also: readonly string[]; onHost(host: string | undefined): void };

function PairSection({ pairing, also, onHost }: PairSectionProps) {
  return (
    <Section
      id="pair"
      title="Pair it with your backend"
      lead="A small server of your own signs the links. It alone knows your app secret; this browser gets an access that you can take back at any time."
    >
      {pairing.pairing === null && <PairingForm onPaired={pairing.set} also={also} onHost={onHost} />}
      {pairing.pairing && (
        <>
          <Paired {...pairing} />
          <p role="status">Ready. Open a product on AliExpress and press the toolbar button.</p>
        </>
      )}
    </Section>
  );
}

function SandboxSection() {
  return (
    <Section
      id="sandbox"
      title="No account yet? Try it with the sandbox"
      lead="In the folder of Waybill, with Node.js 20.19 or newer:"
    >
      <pre class="command">npm ci && npm start</pre>
      <p>
        A stand-in answers for AliExpress: everything works, the links lead nowhere and earn nothing. It prints a
        pairing link to paste above.
      </p>
    </Section>
  );
}
