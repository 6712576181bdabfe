/** Mulberry32: the same numbers at each run, so that a failure can be looked at. */
export function randomFrom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
	};
}

/** A file is UTF-8, so half an emoji never gets into one. */
export const cleanSlice = (text: string, end: number) =>
	text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end);

export const PIECES = [
	'a',
	'word ',
	'\n',
	'\r\n',
	'\r',
	'😀',
	'👩‍👩‍👧',
	'ü',
	'\u2028',
	'  ',
	'x\r\ny\r\nz',
	'\uFEFF',
	'🇩🇪🏳️‍🌈',
];
