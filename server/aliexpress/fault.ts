import type { TransportFault } from './transport.ts';

/**
 * What AliExpress, or the way to it, had against a call: the raw material of the error table.
 *
 * - `gateway`: an error envelope, of the open platform or of a Taobao gateway.
 * - `resp_code`: the call went through and the affiliate service refused it.
 * - `transport`: no reply at all.
 * - `reply`: a reply that cannot be read.
 */
export type Fault =
  | {
      where: 'gateway';
      code: string;
      message: string;
      /** SYSTEM is the platform, ISV the caller, ISP the service behind. */
      type?: string | undefined;
      subCode?: string | undefined;
      subMessage?: string | undefined;
      requestId?: string | undefined;
    }
  | { where: 'resp_code'; code: string; message: string; requestId?: string | undefined }
  | { where: 'transport'; code: TransportFault | 'resting' | 'crowded'; message: string; requestId?: undefined }
  | { where: 'reply'; code: ReplyFault; message: string; requestId?: string | undefined };

export type ReplyFault = 'not-json' | 'http-429' | 'http-5xx' | 'shape';
