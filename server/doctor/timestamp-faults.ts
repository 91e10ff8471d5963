import { CLOCK_TOLERANCE_MS, skewWords } from '../aliexpress/clock.ts';
import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { Structure } from './structure.ts';
import { sentValue } from './target.ts';

export function timestampFaults({ request, now }: Structure): Fault[] {
  const timestamp = sentValue(request, 'timestamp');
  if (!timestamp) return [];
  const remedy = 'Send milliseconds since 1970 (13 digits), such as Date.now().';
  if (/^\d{10}$/.test(timestamp)) {
    return [fault('timestamp', 'request', 'The timestamp is in seconds; the gateway wants milliseconds.', remedy)];
  }
  if (/^\d{4}-\d\d-\d\d[ +]\d\d:\d\d:\d\d$/.test(timestamp)) {
    const what =
      'The timestamp is a date and time. The old Taobao gateways want that in GMT+8, this one wants milliseconds; in UTC it is wrong for both.';
    return [fault('timestamp', 'request', what, remedy)];
  }
  const time = /^\d{13}$/.test(timestamp) ? Number(timestamp) : isoTime(timestamp);
  if (time === undefined)
    return [fault('timestamp', 'request', 'The timestamp has a form that the gateway does not know.', remedy)];
  return Math.abs(time - now) > CLOCK_TOLERANCE_MS ? [ageFault(time - now)] : [];
}

function isoTime(timestamp: string): number | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp) ? Date.parse(timestamp) : undefined;
}

function ageFault(aheadMs: number): Fault {
  const words = skewWords(-aheadMs).replace(/ (behind|ahead)$/, '');
  return aheadMs > 0
    ? fault(
        'timestamp',
        'request',
        `The timestamp is ${words} in the future.`,
        'Set the clock of the machine that sends it.',
      )
    : fault(
        'timestamp',
        'note',
        `The timestamp is ${words} old by now.`,
        'A request is refused when its time is more than 2 hours off. Sign it anew for another try.',
      );
}
