import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountPageButton } from '../../components/page-button/mount.tsx';
import { offerButton } from '../../lib/page/button-slot.ts';

/** Loaded into a tab only once its address names a product. */
export default defineUnlistedScript(() => offerButton(mountPageButton));
