import { isBlank } from './indent.ts';
import type { Haystack } from './ladder.ts';
import { mergeAt, scriptOf } from './merge.ts';
import type { Splice } from './text.ts';

/** A line that stands for lines left out: `...`, also in a comment and with "existing code" beside it. */
const ELISION =
	/^\s*(?:\/\/|#|\/\*|<!--|\{\/\*|--)?\s*(?:\.{3}|…)\s*(?:\(?(?:the )?(?:rest|other|existing|remaining|unchanged|same)[\w ,'-]*\)?\s*(?:\.{3}|…)?)?\s*(?:\*\/\}?|-->)?\s*$/i;

export const isElision = (line: string): boolean => ELISION.test(line);

export type Elided = { readonly splices: readonly Splice[] } | { readonly hits: readonly number[] } | null;

/**
 * A block that leaves lines out with `...` in both halves: each part between is found for itself, in order; what was
 * left out stays. Null when the halves do not correspond or a part is not there; `hits` when a part fits twice.
 */
export function findElided(
	haystack: Haystack,
	search: readonly string[],
	replace: readonly string[],
): Elided {
	const [wanted, written] = [partsOf(search), partsOf(replace)];
	if (wanted.length < 2 || wanted.length !== written.length) return null;
	const splices: Splice[] = [];
	let from = 0;
	for (const [index, part] of wanted.entries()) {
		const replacement = written[index] ?? [];
		if (part.every(isBlank)) {
			if (!replacement.every(isBlank)) return null;
			continue;
		}
		const found = haystack.find(part);
		if (!found) return null;
		const [at, ...others] = found.hits;
		if (at === undefined || others.length > 0) return { hits: found.hits };
		if (at < from) return null;
		splices.push({
			at,
			remove: part.length,
			lines: mergeAt(haystack.lines, at, scriptOf(part, replacement)),
		});
		from = at + part.length;
	}
	return { splices };
}

function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
	const parts: string[][] = [[]];
	for (const line of lines) {
		if (isElision(line)) parts.push([]);
		else parts.at(-1)?.push(line);
	}
	return parts;
}
