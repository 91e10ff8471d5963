import type { Config } from '../config.ts';
import { bracketed } from '../main.ts';

/** The address under which clients reach a backend with this configuration. */
export function publicUrlOf({ publicUrl, host, port }: Config): string {
  return publicUrl ?? `http://${bracketed(host)}:${port}`;
}
