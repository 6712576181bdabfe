import { decimal, type Calculator } from '../calculator.ts';
import { FormCalculator } from '../FormCalculator.tsx';

export const bmi: Calculator = {
	id: 'bmi',
	title: 'BMI',
	Component: ({ onKeep }) => (
		<FormCalculator
			id="bmi"
			onKeep={onKeep}
			inputs={[
				{ name: 'units', label: 'Units', type: 'choice', initial: 'Metric', choices: ['Metric', 'Imperial'] },
				{ name: 'weight', label: 'Weight', type: 'number', initial: '70', unit: 'kg or lb' },
				{ name: 'height', label: 'Height', type: 'number', initial: '175', unit: 'cm or in' },
			]}
			compute={(number, text) => {
				const isMetric = text('units') === 'Metric';
				const weight = number('weight') * (isMetric ? 1 : 0.45359237);
				const height = number('height') * (isMetric ? 0.01 : 0.0254);
				if (!(weight > 0) || !(height > 0)) return null;
				const index = weight / height ** 2;
				const unit = isMetric ? 'kg' : 'lb';
				const healthy = [18.5, 25].map((limit) => (limit * height ** 2) / (isMetric ? 1 : 0.45359237));
				return [
					{ label: 'Body mass index', text: decimal(index, 1), isMain: true },
					{ label: 'Range', text: rangeOf(index) },
					{
						label: 'Healthy weight',
						text: `${healthy.map((limit) => decimal(limit, 0)).join(' to ')} ${unit}`,
					},
				];
			}}
		/>
	),
};

/** Ranges of the World Health Organization for adults. */
function rangeOf(index: number): string {
	if (index < 18.5) return 'Underweight';
	if (index < 25) return 'Healthy';
	return index < 30 ? 'Overweight' : 'Obese';
}
