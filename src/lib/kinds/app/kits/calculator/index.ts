import type { Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { modelSource } from '../shared/model-source.ts';
import { listOption } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const CALCULATORS = [
	'basic',
	'percentage',
	'discount',
	'tip',
	'loan',
	'savings',
	'bmi',
	'age',
	'grade',
] as const;
type CalculatorId = (typeof CALCULATORS)[number];

/** Other words for the same calculation. */
const OTHER_NAMES: Readonly<Record<string, CalculatorId>> = {
	split: 'tip',
	bill: 'tip',
	mortgage: 'loan',
	interest: 'loan',
	compound: 'savings',
	saving: 'savings',
	investment: 'savings',
	percent: 'percentage',
	sale: 'discount',
	date: 'age',
	days: 'age',
	grades: 'grade',
	gpa: 'grade',
	average: 'grade',
};

/** One calculator, or several behind tabs, with the results that were kept. */
export const calculator: KitRenderer = {
	render(spec) {
		const ids = calculatorsOf(spec);
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {}),
				'calculators.ts': calculatorsSource(ids),
			},
			documents: documentsOf(spec, 'Calculates as you type and keeps the results you want.', [
				'`src/calculators.ts`: which calculators it has.',
				'`src/calculators/`: one file each, with its inputs and its formula.',
			]),
		});
	},
};

function calculatorsOf(spec: Spec): readonly CalculatorId[] {
	const asked = listOption(spec, 'type').map((name) => OTHER_NAMES[name.toLowerCase()] ?? name.toLowerCase());
	const ids = CALCULATORS.filter((id) => asked.includes(id));
	return ids.length > 0 ? ids : ['basic', 'percentage'];
}

function calculatorsSource(ids: readonly CalculatorId[]): string {
	const imports = ids.map((id) => `import { ${id} } from './calculators/${id}.tsx';\n`);
	return `import type { Calculator } from './calculator.ts';
${imports.join('')}
/** Each one is a tab; a single one needs no tabs. */
export const calculators: readonly [Calculator, ...Calculator[]] = [${ids.join(', ')}];
`;
}
