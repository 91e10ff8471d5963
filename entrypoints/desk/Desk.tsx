import { Settings2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { SandboxBar } from '../../components/SandboxBar.tsx';
import type { Pairing } from '../../lib/contract/messages.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { ManyLinks } from './ManyLinks.tsx';
import { QrDialog } from './QrDialog.tsx';
import { RecentLinks } from './RecentLinks.tsx';
import type { Start, View } from './start.ts';
import { readView } from './start.ts';

const views: { view: View; name: string }[] = [
  { view: 'many', name: 'Many links' },
  { view: 'recent', name: 'Recent links' },
];

/** The full page: links for many addresses at once, and the links of before. */
export function Desk({ start }: { start: Start }) {
  const view = useView(start.view);
  const pairing = usePairing();
  const [qrOf, setQrOf] = useState<string>();
  return (
    <>
      <header class="bar">
        <img src="/icon/32.png" width="20" height="20" alt="" />
        <h1>Waybill desk</h1>
        <nav aria-label="Desk">
          {views.map(({ view: of, name }) => (
            <a key={of} href={`#${of}`} aria-current={of === view ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <a class="options" href="/options.html" target="_blank" rel="noreferrer" title="Options" aria-label="Options">
          <Icon of={Settings2} />
        </a>
      </header>
      {pairing?.access?.mode === 'sandbox' && <SandboxBar />}
      <main>
        {/* Both stay, so that looking at one loses nothing of the other. */}
        <div hidden={view !== 'many'}>
          <ManyLinks start={start} paired={pairing !== null} onQr={setQrOf} />
        </div>
        <div hidden={view !== 'recent'}>
          <RecentLinks shown={view === 'recent'} onQr={setQrOf} />
        </div>
      </main>
      {qrOf !== undefined && <QrDialog url={qrOf} onClose={() => setQrOf(undefined)} />}
    </>
  );
}

function useView(first: View): View {
  const [view, setView] = useState(first);
  useEffect(() => {
    const look = () => setView(readView(location.hash));
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  return view;
}

/** Undefined until it is known, null without one. */
function usePairing(): Pairing | null | undefined {
  const [pairing, setPairing] = useState<Pairing | null>();
  useEffect(() => {
    void ask('pairing.read', {}).then((answer) => setPairing(answer.ok ? answer.value : undefined));
  }, []);
  return pairing;
}
