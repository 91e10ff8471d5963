import { ButtonSection } from './ButtonSection.tsx';
import { PairingSection } from './PairingSection.tsx';

export function Options() {
  return (
    <>
      <header>
        <h1>Waybill</h1>
        <p class="quiet">Links to your own affiliate account. The people who make Waybill earn nothing from them.</p>
      </header>
      <PairingSection />
      <ButtonSection />
    </>
  );
}
