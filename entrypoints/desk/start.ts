export type View = 'many' | 'recent';

/** With what the desk opens: a view, and a text that somebody wants links for. */
export type Start = { view: View; text: string; make: boolean };

/** Reads the fragment of the desk's address; see lib/jobs/desk-page.ts for who writes it. */
export function readStart(hash: string): Start {
  const [, doing = '', text = ''] = /^#(make|paste)=(.*)$/s.exec(hash) ?? [];
  return { view: readView(hash), text: decoded(text), make: doing === 'make' };
}

export function readView(hash: string): View {
  return hash === '#recent' ? 'recent' : 'many';
}

/** A fragment that somebody cut short is still worth its addresses. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
