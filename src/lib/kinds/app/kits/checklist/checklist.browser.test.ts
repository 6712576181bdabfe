import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { entity, sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

async function add(name: string, section: string): Promise<void> {
	await page.getByLabelText('Name', { exact: true }).fill(name);
	await page.getByLabelText('Section', { exact: true }).selectOptions(section);
	await page.getByRole('button', { name: 'Add item' }).click();
}

const items = (section: string): string[] =>
	page
		.getByRole('list', { name: section, exact: true })
		.getByRole('checkbox')
		.elements()
		.map((box) => box.getAttribute('aria-label') ?? '');

test('things stand in their section, can be ticked, and the progress follows', async () => {
	app = await mount(sampleSpecs.checklist);
	await add('Socks', 'Clothes');
	await add('Passport', 'Papers');
	await page.getByRole('checkbox', { name: 'Passport' }).click();
	await expect.element(page.getByText('1 of 2 done')).toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.checklist);
	await expect.element(page.getByRole('checkbox', { name: 'Passport' })).toBeChecked();
	expect(items('Clothes')).toEqual(['Socks']);
});

test('what the sentence named stands on the list at first, and stays deleted once it is', async () => {
	const spec = { ...sampleSpecs.checklist, options: { examples: ['Passport', 'Socks'] } };
	app = await mount(spec);
	await expect.poll(() => items('Other')).toEqual(['Passport', 'Socks']);
	await page.getByRole('button', { name: 'Delete Socks' }).click();
	app.unmount();
	app = await mount(spec);
	await expect.poll(() => items('Other')).toEqual(['Passport']);
});

test('the order is changed by buttons and kept', async () => {
	app = await mount(sampleSpecs.checklist);
	for (const name of ['Socks', 'Shirts', 'Coat']) await add(name, 'Clothes');
	await page.getByRole('button', { name: 'Move Coat up' }).click();
	await expect.poll(() => items('Clothes')).toEqual(['Socks', 'Coat', 'Shirts']);
	await page.getByRole('button', { name: 'Move Socks down' }).click();
	await expect.poll(() => items('Clothes')).toEqual(['Coat', 'Socks', 'Shirts']);
	app.unmount();
	app = await mount(sampleSpecs.checklist);
	await expect.poll(() => items('Clothes')).toEqual(['Coat', 'Socks', 'Shirts']);
});

test('what is done can be deleted together, and Undo brings all of it back', async () => {
	app = await mount(sampleSpecs.checklist);
	await add('Socks', 'Clothes');
	await add('Coat', 'Clothes');
	await page.getByRole('checkbox', { name: 'Socks' }).click();
	await page.getByRole('checkbox', { name: 'Coat' }).click();
	await page.getByRole('button', { name: 'Delete done' }).click();
	await expect.element(page.getByText('Nothing on the list yet')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.poll(() => items('Clothes')).toEqual(['Socks', 'Coat']);
});

test('a list without sections is named by what it holds', async () => {
	const todo = entity('todo', 'Todos', { name: 'title', label: 'Title', type: 'text' });
	app = await mount(specOf('checklist', 'To do', { entities: [todo] }));
	await page.getByLabelText('Title', { exact: true }).fill('Call the bank');
	await page.getByRole('button', { name: 'Add todo' }).click();
	await expect.poll(() => items('Todos')).toEqual(['Call the bank']);
});
