import type { Author } from './collab.ts';

/** Where a person's colour lies on the wheel, in degrees: made from the hash of the key, so it is the same on every device. */
export const hueOf = (author: Author): number => Number.parseInt(author.slice(0, 8), 16) % 360;
