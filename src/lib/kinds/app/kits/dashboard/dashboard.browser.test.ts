import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

async function spend(what: string, amount: string, category: string, date: string): Promise<void> {
	await page.getByLabelText('Description', { exact: true }).fill(what);
	await page.getByLabelText('Amount', { exact: true }).fill(amount);
	await page.getByLabelText('Category', { exact: true }).selectOptions(category);
	await page.getByLabelText('Date', { exact: true }).fill(date);
	await page.getByRole('button', { name: 'Add expense' }).click();
}

test('entries are added up, drawn, and given as a table', async () => {
	app = await mount(sampleSpecs.dashboard);
	await spend('Rent', '900', 'Rent', '2026-01-01');
	await spend('Bread', '4.5', 'Food', '2026-02-03');
	await spend('Cheese', '10', 'Food', '2026-02-04');
	await expect.element(page.getByText('€914.50')).toBeVisible();
	await expect
		.element(page.getByRole('img', { name: /Amount by category: Rent €900.00, Food €14.50/ }))
		.toBeVisible();
	await page.getByText('Numbers as a table').first().click();
	await expect
		.element(page.getByRole('table', { name: 'Amount by month' }).getByText('€14.50'))
		.toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.dashboard);
	await expect
		.element(page.getByRole('list', { name: 'Expenses' }).getByRole('heading', { name: 'Cheese' }))
		.toBeVisible();
});
