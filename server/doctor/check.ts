/** One line of a check-up. `unknown` means that it could not be found out, because something before it failed. */
export type Check = {
  name: string;
  state: 'ok' | 'warning' | 'wrong' | 'unknown';
  detail: string;
  nextStep?: string | undefined;
};
