import { Buffer } from 'buffer';

/** isomorphic-git dies at import without this global. Import this module, wait, and only then import the history. */
Object.assign(globalThis, { Buffer });
