const VERBS =
	'add|remove|rename|sort|filter|call|make|change|delete|drop|show|use|hide|set|turn|include|enable|disable|export|search|give|let|split|mark|track';

/** "add a due date and sort by it" is two wishes; `verbs` begin one besides the usual ones, with bars between them. */
export function partsOf(sentence: string, verbs = VERBS): { text: string; start: number }[] {
	const parts: { text: string; start: number }[] = [];
	let start = 0;
	for (const match of sentence.matchAll(borderBefore(verbs))) {
		parts.push({ text: sentence.slice(start, match.index), start });
		start = match.index + match[0].length;
	}
	parts.push({ text: sentence.slice(start), start });
	return parts.filter((part) => part.text.trim()).slice(0, 20);
}

const borderBefore = (verbs: string): RegExp =>
	new RegExp(
		`[.;\\n]+(?:\\s+|$)|,?\\s+(?:and|then|also|but)(?:\\s+(?:then|also))?\\s+(?=(?:${verbs})\\b)|,\\s+(?=(?:${verbs})\\b)`,
		'gi',
	);
