import { hash, randomBytes, randomInt } from 'node:crypto';
import { PAIRING_CODE_LENGTH } from '../../lib/contract/access.ts';

/** Crockford's base32: no I, L, O or U, so that a code can be read aloud and typed. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The part of a pairing code that finds its row; the rest proves that one was given the code. */
const SELECTOR_LENGTH = 2;

/** A new bearer token: 256 random bits. The prefix lets secret scanners find one that leaked. */
export function newToken(): string {
  return `wb_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token or a pairing code. Fast on purpose: what is hashed is random, not chosen by a person. */
export function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}

export function newPairingCode(): string {
  return Array.from({ length: PAIRING_CODE_LENGTH }, () => BASE32.charAt(randomInt(BASE32.length))).join('');
}

/**
 * A pairing code as somebody typed it, split for the store: case, spaces and dashes do not matter, O reads as 0, I and
 * L as 1. Undefined if it cannot be a code.
 */
export function readPairingCode(typed: string): { selector: string; verifierHash: string } | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (code.length !== PAIRING_CODE_LENGTH || [...code].some((character) => !BASE32.includes(character)))
    return undefined;
  return { selector: code.slice(0, SELECTOR_LENGTH), verifierHash: sha256(code) };
}
