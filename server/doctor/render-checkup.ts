import type { Check } from './check.ts';

const MARKS: Record<Check['state'], string> = { ok: 'ok', warning: 'warning', wrong: 'WRONG', unknown: 'unknown' };

/** A check-up as plain text, one check a line, its next step below it. */
export function renderCheckup(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ name, state, detail, nextStep }) => {
      const line = `${MARKS[state].padEnd(8)} ${name.padEnd(width)}  ${detail}`;
      return nextStep && state !== 'ok' ? `${line}\n${' '.repeat(9)}${nextStep}` : line;
    })
    .join('\n');
}

/** Whether `waybill doctor` ends with exit code 1. */
export function isSick(checks: readonly Check[]): boolean {
  return checks.some(({ state }) => state === 'wrong');
}
