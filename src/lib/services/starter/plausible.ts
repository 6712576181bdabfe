import { isFieldName } from './fields.ts';
import { isThing } from './things.ts';

const KEYBOARD_RUNS = [
	'qwer',
	'wert',
	'asdf',
	'sdfg',
	'dfgh',
	'fghj',
	'ghjk',
	'hjkl',
	'zxcv',
	'xcvb',
	'cvbn',
	'vbnm',
	'uiop',
	'yuio',
];
/** Pairs of letters that hardly any word of a European language has. */
const IMPOSSIBLE =
	/[bcdfghjklmnpqrstvwxz]{6}|(.)\1\1|q[^u\W]|[jqv][bcdfghjkmnpqtwxz]|z[bcdfgjkmnpqtvx]|x[bdfgjkmnrvwxz]|[bcdfgkmpqtvwxz]j[bcdfghjklmnpqrstvwxz]|^[bcdfghjklmnpqrstvwxz]{5}|vb|fj|jf|wq|zx|xz|bx|cx|dx|gx|kx|px|vx|mx|kq|pq|fq|gq/;

/** Whether this could be a word at all. Letters outside the Latin alphabet are given the benefit of the doubt. */
export function isPlausibleWord(word: string): boolean {
	if (/[^a-z]/.test(word)) return true;
	if (word.length < 4) return true;
	if (isThing([word]) || isFieldName([word])) return true;
	if (KEYBOARD_RUNS.some((run) => word.includes(run))) return false;
	return (/[aeiouy]/.test(word) || word.length < 5) && !IMPOSSIBLE.test(word) && new Set(word).size > 1;
}
