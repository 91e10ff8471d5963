import type { Outcome } from '../contract/outcome.ts';

/** What goes to the clipboard: plain text, and the same as HTML where it pastes rich. */
export type Copied = { text: string; html?: string | undefined };

/** What the page tells the person: one line, and what belongs under it. */
export type Said = { tone: 'working' | 'asking' | 'good' | 'bad'; title: string; notes: string[] };

/** What the background can do in a tab during a press that came from outside the page. */
export type PressTools = {
  /**
   * Opens the clipboard for a text that is still being made.
   *
   * @param allowed whether the extension may write without a press.
   * @returns false where the browser would refuse, or would ask the person on behalf of the page.
   */
  startCopy(rich: boolean, allowed: boolean): boolean;
  /** Puts the text into the clipboard that `startCopy` opened; false when the browser refused after all. */
  finishCopy(made: Outcome<Copied>): Promise<boolean>;
  say(said: Said): void;
  /** Where the links inside the selection lead. */
  selectedLinks(): string[];
};

/** The tools and the calls to them are injected apart; both run in one isolated world, where the tools are left. */
declare global {
  var waybillPress: PressTools | undefined;
}

export function offerPressTools(tools: PressTools): void {
  globalThis.waybillPress = tools;
}
