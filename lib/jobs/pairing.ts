import { createBackend } from '../backend/client.ts';
import { readPairingLink } from '../backend/pairing-link.ts';
import type { Me } from '../contract/access.ts';
import type { HistoryAnswer } from '../contract/history.ts';
import type { Pairing, Payload } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done, failed } from '../contract/outcome.ts';
import { readPairing, removePairing, writePairing } from '../storage/pairing.ts';

/** Exchanges a pairing link for an access of this browser's own and keeps it. */
export async function redeemPairing({ link }: { link: string }): Promise<Outcome<Pairing>> {
  const read = readPairingLink(link);
  if (!read.ok) return read;
  const { publicUrl, code } = read.value;
  const answer = await createBackend({ publicUrl, fetch }).redeem(code);
  if (!answer.ok) return answer;
  const { name, token } = answer.value;
  await writePairing({ name, publicUrl, token, access: null });
  const access = await currentAccess();
  return done({ name, publicUrl, access: access.ok ? access.value : null });
}

/** With which backend this browser is paired, at once and without asking it; never the token. */
export async function currentPairing(): Promise<Outcome<Pairing | null>> {
  const pairing = await readPairing();
  return done(pairing && { name: pairing.name, publicUrl: pairing.publicUrl, access: pairing.access });
}

/** Forgets the access. The backend's owner can revoke it there as well. */
export async function forgetPairing(): Promise<Outcome<Record<string, never>>> {
  await removePairing();
  return done({});
}

/** What the backend says of this access now; remembered for the next time. */
export async function currentAccess(): Promise<Outcome<Me>> {
  const pairing = await readPairing();
  if (!pairing) return failed('not_paired');
  const answer = await createBackend({ ...pairing, fetch }).me();
  if (answer.ok) await writePairing({ ...pairing, access: answer.value });
  return answer;
}

/** Links that this access has made before, newest first. */
export async function readHistory(query: Payload<'history.read'>): Promise<Outcome<HistoryAnswer>> {
  const pairing = await readPairing();
  return pairing ? createBackend({ ...pairing, fetch }).history(query) : failed('not_paired');
}
