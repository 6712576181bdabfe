import type { Field } from '../../shared/files/fields.ts';

/** What a message consists of. None: anything is taken as it comes. */
export const fields: readonly Field[] = [];
