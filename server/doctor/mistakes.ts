import { digestChoices, prefixChoices, secretChoices } from './hash-mistakes.ts';
import { setChoices } from './set-mistakes.ts';
import type { Choice, Suspect } from './suspect.ts';
import { joinChoices, orderChoices, timestampChoices, valueChoices } from './text-mistakes.ts';

/** The steps that make one text of the parameters, with all that is known to go wrong in each. */
export function pairsSteps(suspect: Suspect): Choice[][] {
  return [setChoices(suspect), valueChoices(suspect), orderChoices(suspect), joinChoices(), timestampChoices(suspect)];
}

/** The steps that make a digest of that text. */
export function digestSteps(suspect: Suspect): Choice[][] {
  return [digestChoices(suspect), prefixChoices(suspect), secretChoices(suspect)];
}
