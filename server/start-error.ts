/** A start that did not happen for a reason that a person can mend: the message is one line that says how. */
export class StartError extends Error {}
