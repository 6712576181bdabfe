import { dateOf, isDay, today } from '../../../shared/files/dates.ts';
import { decimal, type Calculator } from '../calculator.ts';
import { FormCalculator } from '../FormCalculator.tsx';

export const age: Calculator = {
	id: 'age',
	title: 'Age and days',
	Component: ({ onKeep }) => (
		<FormCalculator
			id="age"
			onKeep={onKeep}
			inputs={[
				{ name: 'from', label: 'Date of birth or start', type: 'date', initial: '2000-01-01' },
				{ name: 'to', label: 'On', type: 'date', initial: today() },
			]}
			compute={(_, text) => {
				const [from, to] = [text('from'), text('to')].sort();
				if (!isDay(from) || !isDay(to)) return null;
				const days = Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000);
				const months = monthsBetween(from, to);
				return [
					{ label: 'Age', text: `${Math.floor(months / 12)} years, ${months % 12} months`, isMain: true },
					{ label: 'Days', text: decimal(days) },
					{ label: 'Weeks', text: decimal(days / 7, 1) },
				];
			}}
		/>
	),
};

function monthsBetween(from: string, to: string): number {
	const [start, end] = [dateOf(from), dateOf(to)];
	const months = (end.getFullYear() - start.getFullYear()) * 12 + end.getMonth() - start.getMonth();
	return end.getDate() < start.getDate() ? months - 1 : months;
}
