import { decimal, type Calculator } from '../calculator.ts';
import { FormCalculator } from '../FormCalculator.tsx';

const QUESTIONS = ['X percent of Y', 'X is what percent of Y', 'Change from X to Y'];

export const percentage: Calculator = {
	id: 'percentage',
	title: 'Percentage',
	Component: ({ onKeep }) => (
		<FormCalculator
			id="percentage"
			onKeep={onKeep}
			inputs={[
				{
					name: 'question',
					label: 'Question',
					type: 'choice',
					initial: 'X percent of Y',
					choices: QUESTIONS,
				},
				{ name: 'x', label: 'X', type: 'number', initial: '15' },
				{ name: 'y', label: 'Y', type: 'number', initial: '80' },
			]}
			compute={(number, text) => {
				const [x, y] = [number('x'), number('y')];
				if (Number.isNaN(x) || Number.isNaN(y)) return null;
				const results = [
					decimal((x / 100) * y, 4),
					`${decimal((x / y) * 100)}%`,
					`${decimal((y / x - 1) * 100)}%`,
				];
				const result = results[QUESTIONS.indexOf(text('question'))] ?? '';
				return [{ label: 'Result', text: /∞|NaN/.test(result) ? 'Not defined' : result, isMain: true }];
			}}
		/>
	),
};
