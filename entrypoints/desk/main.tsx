import { render } from 'preact';
import '../../lib/zod.ts';
import { Desk } from './Desk.tsx';
import { readStart } from './start.ts';

const app = document.getElementById('app');
const start = readStart(location.hash);
// A reload must neither make links again nor lose the text, which is kept apart.
history.replaceState(null, '', `#${start.view}`);
if (app) render(<Desk start={start} />, app);
