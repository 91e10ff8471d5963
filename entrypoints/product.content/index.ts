import { defineContentScript } from 'wxt/utils/define-content-script';
import { leaveWhenOff, watchProduct } from '../../lib/page/watch-product.ts';

/** Registered at run time, after the person's yes: without it the extension runs nowhere. */
export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_start',
  main(ctx) {
    leaveWhenOff(() => ctx.abort('switched off'), ctx.signal);
    watchProduct(ctx.signal);
  },
});
