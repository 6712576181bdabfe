import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

const calculator = (type: string | string[]) => specOf('calculator', 'Calculator', { options: { type } });
const output = (label: string) => page.getByLabelText(label, { exact: true });

test('a bill is split with the tip, and the result can be kept', async () => {
	app = await mount(sampleSpecs.calculator);
	await output('Bill').fill('120');
	await output('Tip').fill('15');
	await output('People').fill('4');
	await expect.element(output('Total per person')).toHaveTextContent('34.50');
	await page.getByRole('button', { name: 'Keep result' }).click();
	app.unmount();
	app = await mount(sampleSpecs.calculator);
	await expect.element(page.getByRole('list', { name: 'Kept results' }).getByText(/34\.50/)).toBeVisible();
});

test('a loan without interest and one with it', async () => {
	app = await mount(calculator('loan'));
	await output('Amount').fill('1200');
	await output('Years').fill('1');
	await output('Interest rate').fill('0');
	await expect.element(output('Monthly payment')).toHaveTextContent('100.00');
	await output('Interest rate').fill('12');
	await expect.element(output('Monthly payment')).toHaveTextContent('106.62');
});

test('savings grow with interest upon interest', async () => {
	app = await mount(calculator('compound'));
	await output('Starting amount').fill('1000');
	await output('Paid in each month').fill('0');
	await output('Interest rate').fill('12');
	await output('Years').fill('1');
	await expect.element(output('Final balance')).toHaveTextContent('1,126.83');
	await output('Paid in each month').fill('100');
	await output('Interest rate').fill('0');
	await expect.element(output('Final balance')).toHaveTextContent('2,200.00');
	await expect.element(output('Interest earned')).toHaveTextContent('0.00');
});

test('body mass index, discount and percentage stand behind tabs', async () => {
	app = await mount(calculator(['bmi', 'discount', 'percentage']));
	await output('Y').fill('200');
	await expect.element(output('Result')).toHaveTextContent('30');
	await page.getByRole('tab', { name: 'Discount' }).click();
	await output('Price').fill('80');
	await expect.element(output('Final price')).toHaveTextContent('60.00');
	await page.getByRole('tab', { name: 'BMI' }).click();
	await expect.element(output('Body mass index')).toHaveTextContent('22.9');
});

test('ages are whole years and months', async () => {
	app = await mount(calculator('age'));
	await output('Date of birth or start').fill('1990-05-20');
	await output('On').fill('2026-05-19');
	await expect.element(output('Age')).toHaveTextContent('35 years, 11 months');
});

test('grades count by their weight', async () => {
	app = await mount(calculator('grade'));
	for (const [course, grade, weight] of [
		['Maths', '1', '3'],
		['Art', '2', '1'],
	] as const) {
		await page.getByLabelText('Course').fill(course);
		await output('Grade').fill(grade);
		await output('Weight').fill(weight);
		await page.getByRole('button', { name: 'Add grade' }).click();
	}
	await expect.element(output('Average')).toHaveTextContent('1.25');
});

test('the keypad knows precedence, brackets and percent', async () => {
	app = await mount(specOf('calculator', 'Calculator'));
	for (const key of ['2', 'Plus', '3', 'Multiply', 'Open bracket', '4', 'Minus', '1', 'Close bracket'])
		await page.getByRole('button', { name: key, exact: true }).click();
	await expect.element(output('Result')).toHaveTextContent('11');
	await output('Expression').fill('0.1+0.2');
	await expect.element(output('Result')).toHaveTextContent('0.3');
	await output('Expression').fill('200*15%');
	await userEvent.keyboard('{Enter}');
	await expect.element(output('Expression')).toHaveValue('30');
	await output('Expression').fill('1/0');
	await expect.element(output('Result')).toHaveTextContent('–');
});
