import { render } from 'preact';
import '../../lib/zod.ts';
import { Welcome } from './Welcome.tsx';

const app = document.getElementById('app');
if (app) render(<Welcome />, app);
