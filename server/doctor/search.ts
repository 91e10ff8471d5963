import type { Fault } from './fault.ts';
import type { Formula } from './formula.ts';
import { digestOf, pairsText } from './formula.ts';
import { digestSteps, pairsSteps } from './mistakes.ts';
import type { Choice, Suspect } from './suspect.ts';

/** More mistakes than this at once are not searched: every further one costs about ten times as long. */
export const MOST_MISTAKES = 4;

/** A request with very many parameters ends the search early, after a few seconds. */
export const MOST_TRIES = 200_000;

export type Found = { formula: Formula; faults: Fault[] };

/**
 * Looks for the formula that made a sign: all combinations of known mistakes, those with the fewest first, so the
 * simplest explanation wins. A hash that agrees by chance is out of the question.
 */
export function findFormula(suspect: Suspect, sign: string): { found: Found | undefined; tried: number } {
  const wanted = sign.toUpperCase();
  let tried = 0;
  for (const [choices, formula, pairs] of formulas(suspect)) {
    if (tried === MOST_TRIES) break;
    tried += 1;
    if (digestOf(formula, pairs) === wanted) {
      return { found: { formula, faults: choices.flatMap(({ faults }) => faults) }, tried };
    }
  }
  return { found: undefined, tried };
}

/** All formulas with up to the allowed mistakes, each with its parameters as one text. */
function* formulas(suspect: Suspect): Generator<[Choice[], Formula, pairs: string]> {
  const [textSteps, hashSteps] = [pairsSteps(suspect), digestSteps(suspect)];
  for (let mistakes = 0; mistakes <= MOST_MISTAKES; mistakes++) {
    for (let inText = 0; inText <= mistakes; inText++) {
      const inHash = [...combinations(hashSteps, mistakes - inText)];
      for (const textChoices of combinations(textSteps, inText)) {
        const pairs = pairsText(formulaOf(suspect, textChoices), suspect.params);
        for (const hashChoices of inHash) {
          const choices = [...hashChoices, ...textChoices];
          yield [choices, formulaOf(suspect, choices), pairs];
        }
      }
    }
  }
}

/** Every way to take one choice of each step so that their costs add up to `cost`. */
export function* combinations(steps: readonly Choice[][], cost: number): Generator<Choice[]> {
  const [step, ...rest] = steps;
  if (step === undefined) {
    if (cost === 0) yield [];
    return;
  }
  for (const choice of step) {
    if (choice.cost > cost) continue;
    for (const others of combinations(rest, cost - choice.cost)) yield [choice, ...others];
  }
}

function formulaOf({ hash, secret }: Suspect, choices: readonly Choice[]): Formula {
  const formula: Formula = {
    hash,
    keyed: true,
    sandwich: 'none',
    secret,
    prefix: '',
    without: [],
    extra: [],
    values: 'raw',
    order: 'bytes',
    join: 'none',
  };
  for (const { change } of choices) {
    const { without, extra } = formula;
    Object.assign(formula, change);
    formula.without = change.without ? [...without, ...change.without] : without;
    formula.extra = change.extra ? [...extra, ...change.extra] : extra;
  }
  return formula;
}
