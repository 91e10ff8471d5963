/**
 * Bundles the backend into `.output/server`: a folder that needs Node and nothing else. It starts in half the time and
 * with two thirds of the memory of the sources, which Node has to strip of their types first.
 */
import { build } from 'vite';

const root = new URL('..', import.meta.url).pathname;

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'server/waybill.js',
    outDir: '.output/server',
    emptyOutDir: true,
    target: 'node24',
    minify: true,
    rolldownOptions: {
      external: ['pg-native'],
      output: { entryFileNames: 'waybill.mjs', chunkFileNames: '[name].mjs' },
    },
  },
});
