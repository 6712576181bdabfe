import { baseForms, singular } from './inflect.ts';

/** Longest sentence that is read; the rest is named in `ignored`. */
export const MAX_SENTENCE = 2000;

/** As many words and marks as 2,000 characters of ordinary writing have. */
export const MAX_TOKENS = 400;

export interface Token {
	readonly text: string;
	/** Lower case, spelling evened out: "to-do" → "todo". */
	readonly lower: string;
	/** Singular of `lower`. */
	readonly noun: string;
	/** Every base form the word may have: noun and verb. */
	readonly forms: readonly string[];
	readonly start: number;
	readonly end: number;
	readonly type: 'word' | 'number' | 'mark';
	/** "book's": what follows belongs to it. */
	readonly isPossessive?: boolean;
}

const PIECE =
	/(?:https?:\/\/[^\s,;)]+)|(?:(?<![\p{L}\p{N})])\/[a-z][\w/{}-]*)|(?:\d+(?:[.:]\d+)?(?=$|[^\p{L}\d]))|(?:[\p{L}\p{N}_]+(?:['’-][\p{L}\p{N}_]+)*(?:(?<=s)['’](?=\s\p{L}))?)|(?:[^\s\p{C}])/giu;

/** Hyphenated words that stay one name: "check-in date", "follow-up". */
const KEEPS_HYPHEN =
	/^(check|follow|sign|pick|drop|log|opt|clock|built|e|pre|co|re|non|x|t)-|-(off|up|down|out)$/;

const SPELLING: Readonly<Record<string, string>> = {
	'to-do': 'todo', 'to-dos': 'todos', 'e-mail': 'email', 'e-mails': 'emails', favorite: 'favourite',
	organize: 'organise', organizer: 'organiser', organizing: 'organising', catalog: 'catalogue',
	visualize: 'visualise', memorize: 'memorise', summarize: 'summarise', recognize: 'recognise',
	recognizes: 'recognises', analyze: 'analyse', kilometer: 'kilometre', kilometers: 'kilometres',
	meter: 'metre', meters: 'metres', liter: 'litre', liters: 'litres', database: 'database', db: 'database',
	apis: 'api', center: 'centre', practise: 'practice', flashcard: 'flashcard', 'check-list': 'checklist',
	restful: 'rest', summarizes: 'summarises', visualization: 'visualisation', categorize: 'categorise',
	grey: 'gray', jewelry: 'jewellery', tire: 'tyre', program: 'program', programme: 'program',
}; // prettier-ignore

/** The sentence as words, numbers and marks, in order, with their places. White space and control characters fall away. */
export function tokenize(sentence: string): readonly Token[] {
	const pieces: Token[] = [];
	for (const match of sentence.matchAll(PIECE)) pieces.push(...split(match[0], match.index));
	return joinTodo(pieces);
}

function split(text: string, start: number): Token[] {
	const lower = text.toLowerCase().replaceAll('’', "'");
	const isSplit = lower.includes('-') && !(lower in SPELLING) && !KEEPS_HYPHEN.test(lower);
	if (!isSplit) return [tokenOf(text, start)];
	const parts: Token[] = [];
	let offset = start;
	for (const part of text.split('-')) {
		if (part) parts.push(tokenOf(part, offset));
		offset += part.length + 1;
	}
	return parts;
}

function tokenOf(text: string, start: number): Token {
	const raw = text
		.toLowerCase()
		.replaceAll('’', "'")
		.replace(/'s$|(?<=s)'$/, '');
	const lower = SPELLING[raw] ?? raw;
	const type =
		/^\d/.test(lower) && !/\p{L}/u.test(lower) ? 'number' : /^[\p{L}\p{N}_]/u.test(lower) ? 'word' : 'mark';
	const isWord = type === 'word';
	return {
		text,
		lower,
		noun: isWord ? singular(lower) : lower,
		forms: isWord ? baseForms(lower) : [lower],
		start,
		end: start + text.length,
		type,
		...(/[a-z]['’]s$|s['’]$/i.test(text) && isWord ? { isPossessive: true } : {}),
	};
}

const AFTER_TODO = new Set([
	'list',
	'app',
	'item',
	'manager',
	'tracker',
	'api',
	'cli',
	'board',
	'application',
	',',
]);

/** "to do list" names a thing; "things to do" does not. */
function joinTodo(tokens: readonly Token[]): readonly Token[] {
	const joined: Token[] = [];
	for (let index = 0; index < tokens.length; index++) {
		const [token, next, after] = [tokens[index], tokens[index + 1], tokens[index + 2]];
		if (!token) continue;
		if (token.lower === 'to' && next?.lower === 'do' && (!after || AFTER_TODO.has(after.noun))) {
			joined.push({
				...token,
				text: `${token.text} ${next.text}`,
				lower: 'todo',
				noun: 'todo',
				forms: ['todo'],
				end: next.end,
			});
			index++;
		} else if (token.lower === 'in' && next?.lower === 'progress' && after?.lower !== 'of') {
			joined.push({
				...token,
				text: `${token.text} ${next.text}`,
				lower: 'in progress',
				noun: 'in progress',
				forms: ['in progress'],
				end: next.end,
			});
			index++;
		} else joined.push(token);
	}
	return joined;
}
