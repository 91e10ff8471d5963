import { isAliExpressHost } from './hosts.ts';

/** An address that only passes on to another: the share button, a login or cookie hop, an affiliate network. */
export type WrapperKind = 'share' | 'login' | 'network';

/** Redirect hosts of affiliate networks and the parameter with the target, as seen up to 2026-11. */
const networkTargets = new Map([
  ['alitems.com', 'ulp'],
  ['rzekl.com', 'ulp'],
  ['wextap.com', 'ulp'],
  ['ad.admitad.com', 'ulp'],
  ['tc.tradetracker.net', 'u'],
]);

/** The wrapper that an address is and the address inside it, not judged yet; undefined for every other address. */
export function unwrap(url: URL): { kind: WrapperKind; inner: string } | undefined {
  const [kind, ...names] = parametersWithTarget(url);
  if (!kind) return undefined;
  const inner = names.map((name) => url.searchParams.get(name)).find(Boolean);
  return inner ? { kind, inner } : undefined;
}

function parametersWithTarget({ hostname, pathname }: URL): [] | [WrapperKind, ...string[]] {
  const network = networkTargets.get(hostname);
  if (network) return ['network', network];
  if (!isAliExpressHost(hostname)) return [];
  if (hostname.startsWith('star.') && pathname === '/share/share.htm') return ['share', 'redirectUrl'];
  if (!hostname.startsWith('login.') && !pathname.startsWith('/p/ug-login-page/')) return [];
  return ['login', 'returnUrl', 'return_url', 'return', 'xman_goto'];
}
