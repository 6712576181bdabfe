import type { KindId } from '#lib/model/kind.ts';
import type { Entity, Spec } from '#lib/model/spec.ts';
import type { Reading } from './reading.ts';
import { labelOf } from './names.ts';
import { listNames } from './things.ts';
import { TOOL_TITLES } from './tool-choice.ts';

interface TitleParts {
	readonly kind: KindId;
	readonly kit: string;
	readonly entities: readonly Entity[];
	readonly options: Spec['options'];
	readonly steps: Spec['steps'];
}

/** A short human title: the name that was given, else what it is about. */
export function titleOf(reading: Reading, parts: TitleParts): string {
	return (
		(givenTitle(reading) ?? topicTitle(reading, parts) ?? plainTitle(reading, parts)).slice(0, 80) ||
		'Untitled'
	);
}

const NAMED = /\b(?:called|named|titled|entitled)\s+["“'«]?([^"”'»,.;:]{2,60})["”'»]?/iu;
const BREAK = /\s+(?:with|that|which|for|where|to|and|in|by)\s.*/iu;

function givenTitle(reading: Reading): string | undefined {
	const quoted = /\b(?:called|named|titled|entitled)\s+["“«]([^"”»]{1,80})["”»]/iu.exec(reading.sentence);
	const match = quoted ?? NAMED.exec(reading.sentence);
	if (!match?.[1]) return undefined;
	const isName = quoted !== null || /^\p{Lu}/u.test(match[1]);
	if (!isName) return undefined;
	const title = (quoted ? match[1] : match[1].replace(BREAK, '')).trim();
	markTitle(reading, match.index, match.index + match[0].length);
	return title || undefined;
}

function markTitle(reading: Reading, start: number, end: number): void {
	reading.tokens.forEach((token, index) => {
		if (token.start >= start && token.end <= end) reading.remark(index, index + 1, 'option');
	});
}

const TIMERS: Readonly<Record<string, string>> = {
	pomodoro: 'Pomodoro timer',
	countdown: 'Countdown',
	stopwatch: 'Stopwatch',
	interval: 'Interval timer',
};
const CALCULATORS: Readonly<Record<string, string>> = {
	tip: 'Tip calculator', loan: 'Loan calculator', bmi: 'BMI calculator', percentage: 'Percentage calculator', split: 'Bill splitter', age: 'Age calculator',
	discount: 'Discount calculator', grade: 'Grade calculator', savings: 'Savings calculator', basic: 'Calculator',
}; // prettier-ignore

function topicTitle(reading: Reading, { kind, kit, options }: TitleParts): string | undefined {
	if (kind === 'cli') return TOOL_TITLES[kit];
	if (kind !== 'app') return undefined;
	const subject = typeof options['subject'] === 'string' ? capital(options['subject']) : '';
	switch (kit) {
		case 'timer':
			return TIMERS[String(options['mode'])] ?? 'Timer';
		case 'calculator':
			return CALCULATORS[String(options['type'])] ?? 'Calculator';
		case 'converter':
			return converterTitle(options['pairs']);
		case 'flashcards':
			return options['to']
				? `${String(options['to'])} flashcards`
				: subject
					? `${subject} flashcards`
					: 'Flashcards';
		case 'quiz':
			return subject ? `${subject} quiz` : 'Quiz';
		case 'notes':
			return reading.tokens.some((token) => token.noun === 'journal')
				? 'Journal'
				: reading.tokens.some((token) => token.noun === 'diary')
					? 'Diary'
					: 'Notes';
		default:
			return undefined;
	}
}

function converterTitle(pairs: Spec['options'][string] | undefined): string {
	const [first = '', ...more] = Array.isArray(pairs) ? pairs : [];
	const [from, to] = first.split(':');
	return from && to && !more.length ? `${capital(from)} to ${to} converter` : 'Unit converter';
}

/** Kits that do one thing, whatever things the sentence names beside it. */
const API_TITLES: Readonly<Record<string, string>> = {
	random: 'One at random',
	shortener: 'Link shortener',
	poll: 'Polls API',
	convert: 'Conversion API',
	flags: 'Feature flags',
};

function plainTitle(reading: Reading, { kind, kit, entities, steps }: TitleParts): string {
	const [first, second, third] = entities.map((entity) => entity.plural);
	if (kind === 'workflow') return steps[0] ? capital(steps[0].action) : headWords(reading) || 'Workflow';
	if (reading.domain && entities.length > 1)
		return `${labelOf(reading.domain.split(' '))}${kind === 'api' ? ' API' : kind === 'database' ? ' database' : ''}`;
	if (kind === 'app' && kit === 'dashboard') return first ? `${first} dashboard` : 'Dashboard';
	if (kind === 'api' && API_TITLES[kit] !== undefined && !(first && kit === 'random')) return API_TITLES[kit];
	if (!first || (kind === 'api' && kit === 'tools'))
		return (kind === 'api' && answerTitle(reading)) || headWords(reading) || 'Untitled';
	if (kind === 'app' && (first === 'Items' || first === 'Entries')) return listTitle(reading) ?? first;
	if (kind === 'api') return `${first} API`;
	const both = second && !third ? `${first} and ${second.toLowerCase()}` : first;
	return kind === 'app' ? both : second ? both : first;
}

const ANSWER =
	/\b(?:that|which|to)\s+(?:can\s+)?(?:returns?|tells?|gives?|says?|checks?|shows?|computes?|calculates?|generates?|answers?|sends?)\s+(?:(?:me|us|you|back|with)\s+)?(?:a|an|the|my)?\s*(?:(whether|if)\s+(?:a|an|the)?\s*)?([\p{L}\p{N} '-]{2,60})/iu;
const REST = /\s+(?:in|for|of|from|with|by|as|at|on|given|and|to|when|using|between)\s.*/iu;
const SAID = /^([\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+)?) is (?:an? )?(\p{L}+(?: \p{L}+)?)$/iu;

/** A leap year is a year already. */
const joined = (property: string, subject: string): string =>
	property.endsWith(subject) ? property : `${property} ${subject}`;

/** "an endpoint that returns the current time": "Current time API"; "whether a number is prime": "Prime number API". */
function answerTitle(reading: Reading): string {
	const [, asks, said = ''] = ANSWER.exec(reading.sentence) ?? [];
	const what = said.replace(REST, '').trim();
	const [, subject, property] = SAID.exec(what) ?? [];
	const name = asks === undefined ? what : subject && property ? joined(property, subject) : '';
	return name && `${capital(name.split(' ').slice(0, 4).join(' '))} API`;
}

/** "shopping list", "diary": what holds items says more than "Items". */
function listTitle(reading: Reading): string | undefined {
	const book = reading.tokens.find(({ noun }) => noun === 'diary' || noun === 'journal');
	if (book) return labelOf([book.noun]);
	const list = listNames.all(reading.tokens).find(({ start, end }) => end - start > 1);
	return list && labelOf(reading.tokens.slice(list.start, list.end).map(({ lower }) => lower));
}

/** The first few words of the wish. */
function headWords(reading: Reading): string {
	const words = reading.tokens
		.slice(reading.leadEnd)
		.filter(
			(token) => token.type !== 'mark' && !['a', 'an', 'the', 'that', 'which', 'to'].includes(token.lower),
		);
	return capital(
		words
			.slice(0, 5)
			.map((token) => token.text)
			.join(' '),
	);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
