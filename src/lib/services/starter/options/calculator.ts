import { Phrasebook, phrasesOf } from '../phrasebook.ts';
import { GENERIC_HEADS, MODIFIERS, STOP } from '../lexicon/words.ts';
import type { Reading } from '../reading.ts';
import type { KitOptions } from './options.ts';

/** The calculations that exist, and how people ask for each. */
const CALCULATIONS = {
	tip: 'tip, gratuity',
	loan: 'loan, mortgage, monthly payment, instalment, credit, interest rate, repayment, car loan',
	bmi: 'bmi, body mass index, body mass',
	percentage: 'percentage, percent, vat, sales tax, tax, markup, margin',
	split:
		'split, split a bill, split bill, share the bill, bill splitter, split cost, divide a bill, split the bill, restaurant bill, share cost',
	age: 'age, how old, date of birth, day between, day until, birthday',
	discount: 'discount, sale price, price off, rebate',
	grade: 'grade, gpa, grade average, average grade, mark, weighted average',
	savings: 'compound interest, interest, saving, savings, investment, retirement',
	basic:
		'basic, simple, pocket, arithmetic, addition, add, subtract, multiply, divide, scientific, standard, number',
} as const;

/** Interest is on savings where one of these is said, else on a loan. */
const SAVING = new Set(['compound', 'saving', 'investment', 'retirement']);

const calculations = new Phrasebook(phrasesOf(CALCULATIONS));

/** Which calculation is meant; "basic" when none is named. */
export function readCalculator(reading: Reading): KitOptions {
	const hits = calculations.all(reading.tokens);
	for (const hit of hits) reading.remark(hit.start, hit.end, 'option');
	const types = hits.map((hit) => hit.value);
	const isSaving = reading.tokens.some((token) => SAVING.has(token.noun));
	const type = types.includes('tip')
		? 'tip'
		: types.includes('savings') && types.includes('loan') && !isSaving
			? 'loan'
			: (types.find((each) => each !== 'basic') ?? 'basic');
	reading.tokens.forEach((token, index) => {
		if (
			[
				'calculator',
				'calculate',
				'work',
				'compute',
				'people',
				'friend',
				'restaurant',
				'bill',
				'year',
				'rate',
				'amount',
				'day',
				'price',
				'month',
				'height',
				'weight',
				'result',
				'history',
				'purchase',
				'number',
			].includes(token.noun)
		)
			reading.mark(index, index + 1, 'option');
	});
	const rest = reading.tokens.some(
		(token, index) =>
			index >= reading.leadEnd &&
			token.type === 'word' &&
			!STOP.has(token.lower) &&
			!MODIFIERS.has(token.lower) &&
			!GENERIC_HEADS.has(token.noun) &&
			reading.marks[index] !== 'option' &&
			reading.featureAt[index] === undefined,
	);
	return {
		options: { type },
		missing: [],
		isEmpty: types.length === 0 && rest,
	};
}
