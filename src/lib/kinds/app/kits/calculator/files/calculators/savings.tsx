import { money, type Calculator } from '../calculator.ts';
import { FormCalculator } from '../FormCalculator.tsx';

export const savings: Calculator = {
	id: 'savings',
	title: 'Savings',
	Component: ({ onKeep }) => (
		<FormCalculator
			id="savings"
			onKeep={onKeep}
			inputs={[
				{ name: 'start', label: 'Starting amount', type: 'number', initial: '1000' },
				{ name: 'monthly', label: 'Paid in each month', type: 'number', initial: '100' },
				{ name: 'rate', label: 'Interest rate', type: 'number', initial: '4', unit: '% a year' },
				{ name: 'years', label: 'Years', type: 'number', initial: '10' },
			]}
			compute={(number) => {
				const [start, monthly, years] = [number('start'), number('monthly'), number('years')];
				const rate = number('rate') / 1200;
				if (!(start >= 0) || !(monthly >= 0) || !(rate >= 0) || !(years > 0)) return null;
				const months = Math.round(years * 12);
				const growth = (1 + rate) ** months;
				// Interest is added each month; what is paid in at the end of a month earns from the next one on.
				const deposits = rate === 0 ? monthly * months : (monthly * (growth - 1)) / rate;
				const paidIn = start + monthly * months;
				const balance = start * growth + deposits;
				return [
					{ label: 'Final balance', text: money(balance), isMain: true },
					{ label: 'Paid in', text: money(paidIn) },
					{ label: 'Interest earned', text: money(balance - paidIn) },
				];
			}}
		/>
	),
};
