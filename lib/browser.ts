/** The one place that imports webextension-polyfill: the day it is no longer needed, one line changes. */

export type { Runtime, Scripting } from 'webextension-polyfill';
export { default as browser } from 'webextension-polyfill';
