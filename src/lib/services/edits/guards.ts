import { isElision } from './elision.ts';

const COMMENT = /^\s*(?:\/\/|#(?!\w)|\/\*|\*|<!--|\{\/\*|--\s|;;?\s|%\s)/;
const DOTS = /\.{3}|…/;
const WHAT =
	'(?:code|content|file|component|function|class|implementation|styles?|methods?|module|logic|imports?|handlers?|routes?|tests?|markup|html|css|script|body)';
const LEFT_OUT: readonly RegExp[] = [
	new RegExp(`\\b(?:rest|remainder) of (?:the |your |this )?(?:\\w+ )?${WHAT}`, 'i'),
	new RegExp(
		`\\b(?:existing|previous|original|other|remaining) (?:\\w+ )?${WHAT}\\b.*\\b(?:here|unchanged|remains?|stays?|as before|as is|the same)\\b`,
		'i',
	),
	new RegExp(`\\b${WHAT} (?:remains?|stays?|is|are) (?:unchanged|the same|as (?:is|before))`, 'i'),
	/\brest (?:remains |stays |is )?(?:unchanged|the same|as before)\b/i,
	/\bkeep (?:the |your )?(?:existing|rest|remaining|other)\b/i,
	/\b(?:unchanged|omitted for brevity|same as before|no changes? (?:here|needed))\b/i,
];
const NAMED = new RegExp(`\\b(?:existing|previous|original|remaining|other) (?:\\w+ )?${WHAT}`, 'i');
const DOTTED = /\b(?:rest|existing|remaining|previous|unchanged|other|same|keep|omitted|your .*here|more)\b/i;

/** The first new line that stands in for code left out, although the file did not have it before; null if none. */
export function findPlaceholder(before: string, after: string): string | null {
	if (!/\.{3}|…|rest|unchanged|keep|omitted|same|existing|remain/i.test(after)) return null;
	const known = new Set(before.split('\n').map((line) => line.trim()));
	for (const line of after.split('\n')) {
		if (isPlaceholder(line) && !known.has(line.trim())) return line.trim();
	}
	return null;
}

function isPlaceholder(line: string): boolean {
	if (line.length > 200) return false;
	const isComment = COMMENT.test(line);
	if (DOTS.test(line) && isElision(line) && (isComment || /\w/.test(line))) return true;
	if (!isComment) return false;
	const words = line.replace(COMMENT, '').trim();
	if (/^(?:\.{3}|…)/.test(words) && DOTTED.test(words)) return true;
	return LEFT_OUT.some((pattern) => pattern.test(words)) || (DOTS.test(words) && NAMED.test(words));
}

/** Files below this size change too much in one edit for their length to say anything. */
const SMALL_LENGTH = 300;
const SMALL_LINES = 10;

/** Share of the text that is gone, where that is more than 40 % of a file that is not small; else null. */
export function findShrinkage(before: string, after: string): number | null {
	if (before.length < SMALL_LENGTH || before.split('\n').length < SMALL_LINES) return null;
	const lost = 1 - after.length / before.length;
	return lost > 0.4 ? lost : null;
}
