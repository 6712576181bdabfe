import { cents, neat, type Parameter, type Tool } from './tool.ts';

const price = (name: string, description: string): Parameter => ({
	name,
	description,
	type: 'number',
	required: true,
	least: 0,
	example: 100,
});

export const vat: Tool = {
	path: '/vat',
	id: 'getVat',
	summary: 'The VAT of a price',
	parameters: [
		price('price', 'The price'),
		{ name: 'rate', description: 'Per cent', type: 'number', usual: 20, least: 0, most: 100, example: 20 },
		{
			name: 'included',
			description: 'The price has it already',
			type: 'boolean',
			usual: false,
			example: false,
		},
	],
	example: { net: 100, vat: 20, gross: 120, rate: 20 },
	run(input) {
		const [given, rate] = [input.number('price'), input.number('rate')];
		const net = input.is('included') ? given / (1 + rate / 100) : given;
		return { net: cents(net), vat: cents((net * rate) / 100), gross: cents(net * (1 + rate / 100)), rate };
	},
};

export const tip: Tool = {
	path: '/tip',
	id: 'getTip',
	summary: 'Tip and share of each',
	parameters: [
		price('bill', 'The bill'),
		{
			name: 'percent',
			description: 'Tip in per cent',
			type: 'number',
			usual: 10,
			least: 0,
			most: 100,
			example: 10,
		},
		{
			name: 'people',
			description: 'How many share',
			type: 'integer',
			usual: 1,
			least: 1,
			most: 1000,
			example: 4,
		},
	],
	example: { tip: 10, total: 110, each: 27.5 },
	run(input) {
		const amount = cents((input.number('bill') * input.number('percent')) / 100);
		const total = cents(input.number('bill') + amount);
		return { tip: amount, total, each: cents(total / input.number('people')) };
	},
};

export const discount: Tool = {
	path: '/discount',
	id: 'getDiscount',
	summary: 'A price with a discount',
	parameters: [
		price('price', 'The price'),
		{
			name: 'percent',
			description: 'Discount in per cent',
			type: 'number',
			required: true,
			least: 0,
			most: 100,
			example: 15,
		},
	],
	example: { saved: 15, price: 85 },
	run(input) {
		const saved = cents((input.number('price') * input.number('percent')) / 100);
		return { saved, price: cents(input.number('price') - saved) };
	},
};

export const loan: Tool = {
	path: '/loan',
	id: 'getLoan',
	summary: 'Monthly payment of a loan',
	parameters: [
		price('amount', 'What is borrowed'),
		{
			name: 'rate',
			description: 'Interest per year in per cent',
			type: 'number',
			required: true,
			least: 0,
			most: 100,
			example: 4,
		},
		{
			name: 'years',
			description: 'How long',
			type: 'number',
			required: true,
			least: 0.1,
			most: 100,
			example: 10,
		},
	],
	example: { monthly: 1.01, total: 121.49, interest: 21.49, months: 120 },
	run(input) {
		const months = Math.max(1, Math.round(input.number('years') * 12));
		const rate = input.number('rate') / 1200;
		const amount = input.number('amount');
		const monthly = rate === 0 ? amount / months : (amount * rate) / (1 - (1 + rate) ** -months);
		const total = monthly * months;
		return { monthly: cents(monthly), total: cents(total), interest: cents(total - amount), months };
	},
};

export const bmi: Tool = {
	path: '/bmi',
	id: 'getBmi',
	summary: 'Body mass index',
	parameters: [
		{
			name: 'weight',
			description: 'In kilograms',
			type: 'number',
			required: true,
			least: 1,
			most: 700,
			example: 70,
		},
		{
			name: 'height',
			description: 'In centimetres',
			type: 'number',
			required: true,
			least: 30,
			most: 300,
			example: 175,
		},
	],
	example: { bmi: 22.9, category: 'normal' },
	run(input) {
		const value = input.number('weight') / (input.number('height') / 100) ** 2;
		const category =
			value < 18.5 ? 'underweight' : value < 25 ? 'normal' : value < 30 ? 'overweight' : 'obese';
		return { bmi: neat(Math.round(value * 10) / 10), category };
	},
};
