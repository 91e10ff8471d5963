import * as z from 'zod/mini';

// Zod's compiled parsers need `new Function`, which an extension's content security policy forbids.
z.config({ jitless: true });
