#!/usr/bin/env node
/**
 * Where `waybill` starts. JavaScript, because a TypeScript file that is loaded before the compile cache is on makes Node
 * load its type stripper: 10 to 20 MB that stay, and the time for it, at every start.
 */
import module from 'node:module';

module.enableCompileCache?.();
await import('./cli.ts');
