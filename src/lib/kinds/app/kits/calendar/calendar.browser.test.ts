import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(async () => {
	localStorage.clear();
	await page.viewport(1200, 900);
});
afterEach(() => app?.unmount());

const thisYear = new Date().getFullYear();

test('a birthday comes back each year, in the month and in the list', async () => {
	app = await mount(sampleSpecs.calendar);
	const now = new Date();
	const month = String(now.getMonth() + 1).padStart(2, '0');
	await page.getByLabelText('Name', { exact: true }).fill('Ida');
	await page.getByLabelText('Date', { exact: true }).fill(`1990-${month}-15`);
	await page.getByRole('button', { name: 'Add birthday' }).click();
	await expect.element(page.getByRole('table').getByText('Ida')).toBeVisible();
	await expect
		.element(page.getByRole('list', { name: 'Birthdays' }).getByRole('heading', { name: 'Ida' }))
		.toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.calendar);
	await expect.element(page.getByRole('table').getByText('Ida')).toBeVisible();
});

test('pressing a day fills in its date', async () => {
	app = await mount(sampleSpecs.calendar);
	const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(
		new Date(thisYear, new Date().getMonth(), 20),
	);
	await page.getByRole('button', { name: `Add to ${day}` }).click();
	const month = String(new Date().getMonth() + 1).padStart(2, '0');
	await expect.element(page.getByLabelText('Date', { exact: true })).toHaveValue(`${thisYear}-${month}-20`);
	await expect.element(page.getByLabelText('Name', { exact: true })).toHaveFocus();
});

test('week and agenda show the same entries', async () => {
	app = await mount(specOf('calendar', 'Appointments'));
	const now = new Date();
	const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
	await page.getByLabelText('Title', { exact: true }).fill('Dentist');
	await page.getByLabelText('Date', { exact: true }).fill(today);
	await page.getByRole('button', { name: 'Add event' }).click();
	await page.getByRole('tab', { name: 'Week' }).click();
	await expect.element(page.getByRole('list', { name: 'Days' }).getByText('Dentist')).toBeVisible();
	await page.getByRole('tab', { name: 'Agenda' }).click();
	await expect
		.element(page.getByRole('list', { name: 'Events' }).getByRole('heading', { name: 'Dentist' }))
		.toBeVisible();
});
