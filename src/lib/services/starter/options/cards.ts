import type { Reading } from '../reading.ts';
import { AUDIENCE, GENERIC_HEADS, STOP } from '../lexicon/words.ts';
import type { KitOptions } from './options.ts';

const LANGUAGES = new Set(
	'english spanish french german italian portuguese japanese chinese mandarin korean russian arabic dutch swedish norwegian danish finnish polish turkish greek latin hebrew hindi ukrainian czech hungarian vietnamese thai irish welsh esperanto catalan romanian'.split(
		' ',
	),
);
const PLAIN = new Set(
	'flashcard flash card quiz trivia test learn learning study studying memorise memorising practice vocabulary trainer app tool game question answer score multiple choice deck simple make set word revise revision exam help knowledge per self spaced repetition front back right wrong round four three result point timer'.split(
		' ',
	),
);

/** "Spanish vocabulary", "capital cities", "German - English". */
export function readCards(reading: Reading): KitOptions {
	const languages = reading.tokens.filter((token) => LANGUAGES.has(token.lower));
	const subject: string[] = [];
	reading.tokens.forEach((token, index) => {
		if (index < reading.leadEnd || token.type === 'mark') return;
		const isPlain =
			token.forms.some((form) => PLAIN.has(form)) ||
			STOP.has(token.lower) ||
			GENERIC_HEADS.has(token.noun) ||
			AUDIENCE.has(token.noun);
		if (!isPlain && subject.length < 6 && reading.featureAt[index] === undefined) {
			subject.push(token.text);
			reading.remark(index, index + 1, 'option');
		} else if (!STOP.has(token.lower)) reading.mark(index, index + 1, 'kit');
	});
	const [first, second] = languages.map((token) => capital(token.lower));
	return {
		options: {
			...(subject.length ? { subject: subject.join(' ').slice(0, 60) } : {}),
			...(first ? { from: second ? first : 'English', to: second ?? first } : {}),
		},
		missing: [],
		isEmpty: false,
	};
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
