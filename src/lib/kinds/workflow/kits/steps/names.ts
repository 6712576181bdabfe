const ARTICLES = /^(?:the|a|an|my|our|your|its|their|me|us|it|them|to|for|of|that|some|please)$/;
const AUXILIARIES =
	/^(?:is|are|was|were|be|been|has|have|gets?|got|a|an|the|new|someone|somebody|my|our|in)$/;

const wordsOf = (text: string): string[] =>
	text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.match(/[a-z0-9]+/g) ?? [];

/** "charge the card" → `chargeCard`; empty where no letter of ours is left. */
export function camelName(text: string): string {
	const all = wordsOf(text);
	const kept = all.filter((word) => !ARTICLES.test(word));
	const words = (kept.length > 0 ? kept : all).slice(0, 5);
	const name = words
		.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
		.join('')
		.slice(0, 40);
	return /^[a-z]/.test(name) ? name : '';
}

/** "an order is created" → `order.created`. */
export function eventType(text: string): string {
	const words = wordsOf(text).filter((word) => !AUXILIARIES.test(word));
	return (words.length > 0 ? words : wordsOf(text)).slice(0, 4).join('.') || 'something.happened';
}

/** Hands out a name once; later ones of the same sort are numbered. */
export function uniqueNames(): (wanted: string, fallback: string) => string {
	const taken = new Set<string>(RESERVED);
	return (wanted, fallback) => {
		const base = wanted || fallback;
		let name = base;
		for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
		taken.add(name);
		return name;
	};
}

/** Where a task can send the flow by these words, no task may have them as its name. */
const RESERVED = ['continue', 'exit', 'end'];
