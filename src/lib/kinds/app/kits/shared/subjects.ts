import type { Spec } from '#lib/model/spec.ts';
import { CAPITALS, ELEMENTS, LANGUAGES, WORDS } from './knowledge.ts';
import { textOption } from './sensible.ts';

/** Something to learn: pairs of a prompt and its answer. */
export interface Subject {
	readonly title: string;
	readonly pairs: readonly (readonly [front: string, back: string])[];
	/** How a quiz asks for the answer to a prompt. */
	readonly ask: (front: string) => string;
}

/** What the spec wants to learn, when we have real material for it. */
export function subjectOf(spec: Spec): Subject | undefined {
	const wish = [textOption(spec, 'to'), textOption(spec, 'subject'), spec.title].join(' ').toLowerCase();
	return languageOf(wish) ?? factsOf(wish);
}

/** What the person called it, even when we have nothing about it. */
export const deckName = (spec: Spec): string =>
	subjectOf(spec)?.title ??
	(capitalised(textOption(spec, 'subject') || textOption(spec, 'to')) || 'My cards');

function languageOf(wish: string): Subject | undefined {
	const index = LANGUAGES.findIndex((language) => wish.includes(language.toLowerCase()));
	const title = LANGUAGES[index];
	if (!title) return undefined;
	return {
		title,
		pairs: WORDS.map((words) => [words[index + 1] ?? '', words[0]]),
		ask: (word) => `What does “${word}” mean?`,
	};
}

function factsOf(wish: string): Subject | undefined {
	if (/capital|countr|geograph/.test(wish))
		return { title: 'Capitals', pairs: CAPITALS, ask: (country) => `What is the capital of ${country}?` };
	if (/element|periodic|chemi/.test(wish))
		return { title: 'Elements', pairs: ELEMENTS, ask: (symbol) => `Which element has the symbol ${symbol}?` };
	if (/multipl|times table/.test(wish))
		return { title: 'Times tables', pairs: timesTables(), ask: (task) => `How much is ${task}?` };
	return undefined;
}

function timesTables(): Subject['pairs'] {
	const numbers = [2, 3, 4, 5, 6, 7, 8, 9];
	return numbers.flatMap((a) =>
		numbers.filter((b) => b >= a).map((b): readonly [string, string] => [`${a} × ${b}`, String(a * b)]),
	);
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
