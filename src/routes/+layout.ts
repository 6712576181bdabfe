import { afterPaint } from '#lib/ui/paint.ts';

export const ssr = false;
export const prerender = false;

/** The frame of the page is on the screen before the shell is made, once for each visit. */
export const load = (): Promise<void> => afterPaint();
