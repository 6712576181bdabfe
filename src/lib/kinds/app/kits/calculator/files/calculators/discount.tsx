import { money, type Calculator } from '../calculator.ts';
import { FormCalculator } from '../FormCalculator.tsx';

export const discount: Calculator = {
	id: 'discount',
	title: 'Discount',
	Component: ({ onKeep }) => (
		<FormCalculator
			id="discount"
			onKeep={onKeep}
			inputs={[
				{ name: 'price', label: 'Price', type: 'number', initial: '120' },
				{ name: 'discount', label: 'Discount', type: 'number', initial: '25', unit: '%' },
				{ name: 'tax', label: 'Tax on top', type: 'number', initial: '0', unit: '%' },
			]}
			compute={(number) => {
				const [price, off, tax] = [number('price'), number('discount') / 100, number('tax') / 100 || 0];
				if (!(price >= 0) || Number.isNaN(off)) return null;
				return [
					{ label: 'Final price', text: money(price * (1 - off) * (1 + tax)), isMain: true },
					{ label: 'You save', text: money(price * off) },
				];
			}}
		/>
	),
};
