/** Words that say that something is wished, not what. */
const LEAD =
	/^(?:please\s+)?(?:(?:can you|could you|i want|i need|i would like|i'd like)\s+(?:to\s+)?)?(?:(?:make|build|create|write|give|design)\s+(?:me\s+)?)?(?:an?\s+|the\s+)?/i;
const MOST_WORDS = 6;
const MOST_CHARACTERS = 60;

/** A first title from what was asked for, until the model gives a better one: "Reading list that tracks pages". */
export function titleFrom(sentence: string): string {
	const line = sentence.trim().split('\n')[0] ?? '';
	const words = line.replace(LEAD, '').split(/\s+/).slice(0, MOST_WORDS).join(' ');
	const title = words.slice(0, MOST_CHARACTERS).replace(/[\s.,;:!?]+$/u, '');
	return title ? title.charAt(0).toLocaleUpperCase() + title.slice(1) : 'Untitled';
}
