import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

const unit = (label: string) => page.getByLabelText(label, { exact: true });

test('typing on one side fills the other, both ways, and stays', async () => {
	app = await mount(sampleSpecs.converter);
	await unit('Miles').fill('26.2');
	await expect.element(unit('Kilometres')).toHaveValue(42.1648128);
	await unit('Fahrenheit').fill('98.6');
	await expect.element(unit('Celsius')).toHaveValue(37);
	app.unmount();
	app = await mount(sampleSpecs.converter);
	await expect.element(unit('Miles')).toHaveValue(26.2);
});

test('an emptied side empties the other', async () => {
	app = await mount(sampleSpecs.converter);
	await unit('Miles').fill('');
	await expect.element(unit('Kilometres')).toHaveValue(null);
});

test('any other pair can be added and taken away', async () => {
	app = await mount(sampleSpecs.converter);
	await unit('Quantity').selectOptions('Mass');
	await unit('From').selectOptions('Kilograms');
	await unit('To').selectOptions('Pounds');
	await page.getByRole('button', { name: 'Add pair' }).click();
	await unit('Kilograms').fill('10');
	await expect.element(unit('Pounds')).toHaveValue(22.0462262);
	await page.getByRole('button', { name: 'Remove Kilograms and pounds' }).click();
	await expect.element(unit('Pounds')).not.toBeInTheDocument();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.element(unit('Pounds')).toBeVisible();
});
