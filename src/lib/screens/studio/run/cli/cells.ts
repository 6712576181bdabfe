const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WIDE =
	/\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

/** What a person takes for one sign each, so that the cursor never stops inside of one. */
export const cellsOf = (text: string): string[] =>
	Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Columns that the cells take on a terminal. */
export const columnsOf = (cells: readonly string[]): number =>
	cells.reduce((sum, cell) => sum + (WIDE.test(cell) ? 2 : 1), 0);
