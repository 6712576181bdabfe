import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

const DAY_MS = 86_400_000;

function nameOf(habit: string, daysAgo: number): string {
	const day = new Date(Date.now() - daysAgo * DAY_MS);
	return `${habit} on ${new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' }).format(day)}`;
}

async function addHabit(name: string): Promise<void> {
	await page.getByLabelText('Name', { exact: true }).fill(name);
	await page.getByRole('button', { name: 'Add habit' }).click();
}

test('a ticked day stays ticked and begins a streak', async () => {
	app = await mount(sampleSpecs.habits);
	await addHabit('Read');
	await page.getByRole('checkbox', { name: nameOf('Read', 0) }).click();
	await expect.element(page.getByText('1 day', { exact: true })).toBeVisible();
	await expect.element(page.getByText('1 of 1 done today')).toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.habits);
	await expect.element(page.getByRole('checkbox', { name: nameOf('Read', 0) })).toBeChecked();
});

test('a streak counts the days up to yesterday while today is still open', async () => {
	const isoOf = (daysAgo: number): string =>
		new Intl.DateTimeFormat('sv-SE').format(Date.now() - daysAgo * DAY_MS);
	localStorage.setItem('habit:h', JSON.stringify({ name: 'Run', createdAt: 1, updatedAt: 1 }));
	for (const daysAgo of [1, 2, 3, 5])
		localStorage.setItem(
			`_tick:h_${isoOf(daysAgo)}`,
			JSON.stringify({ habit: 'h', day: isoOf(daysAgo), done: true }),
		);
	app = await mount(sampleSpecs.habits);
	await expect.element(page.getByText('3 days', { exact: true })).toBeVisible();
	await expect.element(page.getByText('best 3')).toBeVisible();
});

test('earlier weeks can be filled in', async () => {
	app = await mount(sampleSpecs.habits);
	await addHabit('Swim');
	await page.getByRole('button', { name: 'Previous week' }).click();
	await page.getByRole('checkbox', { name: nameOf('Swim', 7) }).click();
	await page.getByRole('button', { name: 'This week' }).click();
	await expect.element(page.getByRole('checkbox', { name: nameOf('Swim', 0) })).not.toBeChecked();
	await expect.element(page.getByText('best 1')).toBeVisible();
});

test('a deleted habit comes back by Undo with its days', async () => {
	app = await mount(sampleSpecs.habits);
	await addHabit('Read');
	await page.getByRole('checkbox', { name: nameOf('Read', 0) }).click();
	await page.getByRole('button', { name: 'Delete Read' }).click();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.element(page.getByRole('checkbox', { name: nameOf('Read', 0) })).toBeChecked();
});
