import { camelName } from './names.ts';

/** A condition of a sentence as an expression over the input, and what the input must have for it. */
export interface Condition {
	/** jq, without `${ }`. */
	readonly expression: string;
	readonly property: string;
	readonly schema: object;
	/** A value for which it holds. */
	readonly example: unknown;
}

const COMPARISONS: readonly (readonly [pattern: RegExp, operator: string, isAbove: boolean])[] = [
	[/^(.*?)\b(?:is |are |goes |rises |gets )?(?:at least)\s+(\d[\d.,]*)/i, '>=', true],
	[/^(.*?)\b(?:is |are )?(?:at most|no more than)\s+(\d[\d.,]*)/i, '<=', false],
	[
		/^(.*?)\b(?:is |are |goes |rises |gets |exceeds? )?(?:above|over|more than|greater than|higher than|larger than|exceeds?)\s+(\d[\d.,]*)/i,
		'>',
		true,
	],
	[
		/^(.*?)\b(?:is |are |falls? |drops? |goes |gets )?(?:below|under|less than|lower than|smaller than)\s+(\d[\d.,]*)/i,
		'<',
		false,
	],
];

/** "the amount is above 500" compares a number; anything else is a yes or no that the input tells. */
export function conditionOf(text: string): Condition {
	for (const [pattern, operator, isAbove] of COMPARISONS) {
		const [, subject = '', digits] = pattern.exec(text) ?? [];
		const limit = Number(
			digits
				?.replace(/,(?=\d{3}\b)/g, '')
				.replace(',', '.')
				.replace(/\.$/, ''),
		);
		if (digits === undefined || Number.isNaN(limit)) continue;
		const property = camelName(subject.replace(/\b(?:is|are|falls?|drops?|goes|rises)\s*$/i, '')) || 'amount';
		return {
			expression: `.${property} ${operator} ${limit}`,
			property,
			schema: { type: 'number', description: `Compared with ${limit}` },
			example: isAbove ? limit + 1 : limit - 1,
		};
	}
	const property = camelName(text) || 'condition';
	return {
		expression: `.${property} == true`,
		property,
		schema: { type: 'boolean', description: text },
		example: true,
	};
}
