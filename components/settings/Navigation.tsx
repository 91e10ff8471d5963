import { useEffect, useState } from 'preact/hooks';
import { FailureNotice } from '../Notice.tsx';
import type { Saving } from './writer.ts';

export type Place = { id: string; label: string };

type Props = {
  places: readonly Place[];
  /** Whether the parts are in the page yet. */
  isReady: boolean;
  saving: Saving;
};

/** The parts of the page, and beside them whether the last change is stored. */
export function Navigation({ places, isReady, saving }: Props) {
  const current = useInView(places, isReady);
  return (
    <header class="side">
      <p class="brand">
        <img src="/icon/32.png" width="24" height="24" alt="" />
        Waybill
      </p>
      <nav aria-label="Options">
        {places.map(({ id, label }) => (
          <a key={id} href={`#${id}`} {...(id === current && { 'aria-current': 'true' as const })}>
            {label}
          </a>
        ))}
      </nav>
      <Saved saving={saving} />
    </header>
  );
}

/** How long "Saved" is said, in milliseconds. */
const SAID_MS = 2500;

function Saved({ saving }: { saving: Saving }) {
  const count = saving.kind === 'saved' ? saving.count : 0;
  const [heard, setHeard] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setHeard(count), SAID_MS);
    return () => clearTimeout(timer);
  }, [count]);
  return (
    <div class="saved">
      <p role="status">{count > heard ? 'Saved' : ''}</p>
      {saving.kind === 'failed' && <FailureNotice failure={saving.failure} />}
    </div>
  );
}

/** The uppermost part that is in sight. */
function useInView(places: readonly Place[], isReady: boolean): string | undefined {
  const [current, setCurrent] = useState(places[0]?.id);
  useEffect(() => {
    if (!isReady) return;
    const inView = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) inView.add(target.id);
          else inView.delete(target.id);
        }
        const first = places.find(({ id }) => inView.has(id));
        if (first) setCurrent(first.id);
      },
      { rootMargin: '-10% 0px -60% 0px' },
    );
    for (const { id } of places) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [places, isReady]);
  return current;
}
