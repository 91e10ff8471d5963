import { linkGenerate } from './links.ts';
import type { ApiMethod } from './method.ts';

/** Every method that `/sync` knows; any other name is `InvalidApiPath`. */
export const METHODS: ReadonlyMap<string, ApiMethod> = new Map([['aliexpress.affiliate.link.generate', linkGenerate]]);
