#!/usr/bin/env node
/**
 * Where `waybill` starts. With the compile cache on, nothing is compiled again from the second start on: that is more
 * than half of the time to be ready. JavaScript, because a TypeScript file that is loaded before the cache is on makes
 * Node load its type stripper: 10 to 20 MB that stay, at every start.
 */
import module from 'node:module';

module.enableCompileCache?.();
await import('./cli.ts');
