import type { Backend } from '../backend/client.ts';
import { createBackend } from '../backend/client.ts';
import { readPairingLink } from '../backend/pairing-link.ts';
import type { Me } from '../contract/access.ts';
import type { Pairing } from '../contract/messages.ts';
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
  await writePairing({ name, publicUrl, token });
  return done({ name, publicUrl });
}

/** Whom this browser is paired with, without the token. */
export async function currentPairing(): Promise<Outcome<Pairing | null>> {
  const pairing = await readPairing();
  return done(pairing && { name: pairing.name, publicUrl: pairing.publicUrl });
}

/** Forgets the access. The backend's owner can revoke it there as well. */
export async function forgetPairing(): Promise<Outcome<Record<string, never>>> {
  await removePairing();
  return done({});
}

export async function currentAccess(): Promise<Outcome<Me>> {
  const backend = await pairedBackend();
  return backend.ok ? backend.value.me() : backend;
}

async function pairedBackend(): Promise<Outcome<Backend>> {
  const pairing = await readPairing();
  return pairing ? done(createBackend({ ...pairing, fetch })) : failed('not_paired');
}
