/** What the background tells scripts in open tabs when the button is switched off or the hosts are taken away. */
export const BUTTON_OFF = { waybill: 'button.off' } as const;

export function isButtonOff(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'waybill' in message && message.waybill === 'button.off';
}
