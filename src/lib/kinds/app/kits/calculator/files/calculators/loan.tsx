import { money, type Calculator } from '../calculator.ts';
import { FormCalculator } from '../FormCalculator.tsx';

export const loan: Calculator = {
	id: 'loan',
	title: 'Loan',
	Component: ({ onKeep }) => (
		<FormCalculator
			id="loan"
			onKeep={onKeep}
			inputs={[
				{ name: 'amount', label: 'Amount', type: 'number', initial: '200000' },
				{ name: 'rate', label: 'Interest rate', type: 'number', initial: '3.5', unit: '% a year' },
				{ name: 'years', label: 'Years', type: 'number', initial: '25' },
			]}
			compute={(number) => {
				const [amount, rate, years] = [number('amount'), number('rate') / 1200, number('years')];
				if (!(amount > 0) || !(rate >= 0) || !(years > 0)) return null;
				const months = Math.round(years * 12);
				const payment = rate === 0 ? amount / months : (amount * rate) / (1 - (1 + rate) ** -months);
				return [
					{ label: 'Monthly payment', text: money(payment), isMain: true },
					{ label: 'Total interest', text: money(payment * months - amount) },
					{ label: 'Total paid', text: money(payment * months) },
				];
			}}
		/>
	),
};
