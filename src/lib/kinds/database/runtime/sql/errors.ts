import type { Problem } from '#lib/model/result.ts';

/** An error of PostgreSQL, with its place in the text that was run. */
export interface SqlProblem extends Problem {
	readonly type: 'sql';
	/** PostgreSQL's five characters: `23505`. */
	readonly code: string;
	/** In PostgreSQL's own words. */
	readonly original: string;
	readonly detail?: string;
	readonly hint?: string;
	/** Line in the text, from 1. */
	readonly line?: number;
	readonly column?: number;
}

/** Plain words for what happens often; PostgreSQL's own for all else. */
const WORDS: Readonly<Record<string, string>> = {
	'23505': 'There is already a row with the same value, and it must be unique.',
	'23503': 'A linked row is missing, or another row still points to this one.',
	'23502': 'A value that must be there is missing.',
	'23514': 'A value breaks a rule of the table.',
	'23P01': 'The row overlaps another one that excludes it.',
	'22P02': 'A value does not have the form of its type.',
	'22003': 'A number is too big for its column.',
	'22001': 'A text is too long for its column.',
	'22007': 'A date or time is not written in a known form.',
	'22008': 'A date or time does not exist.',
	'22012': 'There was a division by zero.',
	'42601': 'The SQL is not well formed.',
	'42P01': 'There is no such table or view.',
	'42703': 'There is no such column.',
	'42883': 'There is no such function or operator for these types.',
	'42704': 'There is no such type or object.',
	'42P07': 'There is already a table or view of that name.',
	'42701': 'There is already a column of that name.',
	'42803': 'A column must be in GROUP BY or inside an aggregate.',
	'42804': 'The types do not fit.',
	'25006': 'Only reading is allowed here.',
	'42501': 'Only reading is allowed here.',
	'53200': 'The database ran out of memory.',
	'54001': 'The statement is nested too deeply.',
};

/** An error of the engine in plain words. `offset` is where the statement begins in `script`. */
export function sqlProblem(
	error: unknown,
	place: { readonly script: string; readonly offset: number } = { script: '', offset: 0 },
): SqlProblem {
	const original = error instanceof Error ? error.message : String(error);
	const field = (name: string): string | undefined => {
		const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
	const code = field('code') ?? 'XX000';
	const words = WORDS[code];
	const [detail, hint] = [field('detail'), field('hint')];
	return {
		type: 'sql',
		code,
		original,
		message: words === undefined ? `PostgreSQL says: ${original}.` : `${words} PostgreSQL says: ${original}.`,
		...(detail === undefined ? {} : { detail }),
		...(hint === undefined ? {} : { hint }),
		...placeOf(place.script, place.offset, Number(field('position') ?? Number.NaN)),
	};
}

/** PostgreSQL counts characters from 1, not UTF-16 units. */
function placeOf(script: string, offset: number, position: number): { line?: number; column?: number } {
	if (script === '') return {};
	const statement = script.slice(offset);
	const inside = Number.isNaN(position)
		? 0
		: [...statement.slice(0, position * 2)].slice(0, position - 1).join('').length;
	const before = script.slice(0, offset + inside);
	return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}
