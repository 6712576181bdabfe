/** The frame of the page is on the screen before the shell is made, once for each visit. */
export { afterPaint as init } from '#lib/ui/paint.ts';
