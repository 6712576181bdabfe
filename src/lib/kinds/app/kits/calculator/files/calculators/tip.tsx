import { money, type Calculator } from '../calculator.ts';
import { FormCalculator } from '../FormCalculator.tsx';

export const tip: Calculator = {
	id: 'tip',
	title: 'Tip',
	Component: ({ onKeep }) => (
		<FormCalculator
			id="tip"
			onKeep={onKeep}
			inputs={[
				{ name: 'bill', label: 'Bill', type: 'number', initial: '84' },
				{ name: 'tip', label: 'Tip', type: 'number', initial: '15', unit: '%' },
				{ name: 'people', label: 'People', type: 'number', initial: '2' },
			]}
			compute={(number) => {
				const [bill, share, people] = [number('bill'), number('tip') / 100, number('people')];
				if (!(bill >= 0) || !(share >= 0) || !(people >= 1)) return null;
				return [
					{ label: 'Total per person', text: money((bill * (1 + share)) / people), isMain: true },
					{ label: 'Tip amount', text: money(bill * share) },
					{ label: 'Total', text: money(bill * (1 + share)) },
				];
			}}
		/>
	),
};
