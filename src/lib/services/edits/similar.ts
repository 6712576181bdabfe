import type { SimilarLine } from './edits.ts';
import { isBlank } from './indent.ts';

/** Longest line compared. */
const MAX_COMPARED = 400;

/** Up to `count` lines of the file that look most like the searched ones, best first, for a person or a repair prompt. */
export function similarLines(
	file: readonly string[],
	wanted: readonly string[],
	count = 3,
): readonly SimilarLine[] {
	const telling = [...wanted]
		.filter((line) => !isBlank(line))
		.sort((a, b) => b.trim().length - a.trim().length)[0];
	if (telling === undefined) return [];
	const sought = pairsOf(telling);
	return file
		.map((text, index) => ({ line: index + 1, text, score: likeness(sought, text) }))
		.filter(({ score }) => score > 0.4)
		.sort((a, b) => b.score - a.score || a.line - b.line)
		.slice(0, count)
		.map(({ line, text }) => ({ line, text: text.slice(0, MAX_COMPARED) }));
}

/** Share of letter pairs that both have (Sørensen–Dice). */
function likeness(sought: ReadonlyMap<string, number>, line: string): number {
	if (isBlank(line)) return 0;
	let [shared, total] = [0, 0];
	for (const [pair, count] of pairsOf(line)) {
		shared += Math.min(count, sought.get(pair) ?? 0);
		total += count;
	}
	for (const count of sought.values()) total += count;
	return total === 0 ? 0 : (2 * shared) / total;
}

function pairsOf(line: string): ReadonlyMap<string, number> {
	const text = line.trim().slice(0, MAX_COMPARED);
	const pairs = new Map<string, number>();
	for (let index = 0; index + 1 < text.length; index++) {
		const pair = text.slice(index, index + 2);
		pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
	}
	return pairs;
}
