import type { Kit } from '../kind.ts';

/** The starter kits of the app kind. A new kit is one folder in `kits/` and one entry here. */
export const appKits: readonly Kit[] = [];
