import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { entity, sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

async function addRecipe(title: string, stars: number): Promise<void> {
	await page.getByLabelText('Title', { exact: true }).fill(title);
	await page.getByRole('radio', { name: `${stars} star` }).click();
	await page.getByRole('button', { name: 'Add recipe' }).click();
}

const recipes = page.getByRole('list', { name: 'Recipes' });

test('a recipe that was added is listed, and still there when the app opens again', async () => {
	app = await mount(sampleSpecs.tracker);
	await expect.element(page.getByText('No recipes yet')).toBeVisible();
	await addRecipe('Lemon risotto', 4);
	await expect.element(recipes.getByRole('heading', { name: 'Lemon risotto' })).toBeVisible();
	await expect.element(page.getByLabelText('Title', { exact: true })).toHaveValue('');
	app.unmount();
	app = await mount(sampleSpecs.tracker);
	await expect.element(recipes.getByRole('heading', { name: 'Lemon risotto' })).toBeVisible();
	await expect.element(page.getByText('1 kept · average 4.0')).toBeVisible();
});

test('a deleted recipe comes back by Undo', async () => {
	app = await mount(sampleSpecs.tracker);
	await addRecipe('Shakshuka', 5);
	await page.getByRole('button', { name: 'Delete Shakshuka' }).click();
	await expect.element(page.getByText('No recipes yet')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.element(recipes.getByRole('heading', { name: 'Shakshuka' })).toBeVisible();
});

test('editing changes what is listed', async () => {
	app = await mount(sampleSpecs.tracker);
	await addRecipe('Galette', 3);
	await page.getByRole('button', { name: 'Edit Galette' }).click();
	const dialog = page.getByRole('dialog', { name: 'Edit recipe' });
	await dialog.getByLabelText('Title', { exact: true }).fill('Tomato galette');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect.element(recipes.getByRole('heading', { name: 'Tomato galette' })).toBeVisible();
});

test('search and sort choose what is shown and in which order', async () => {
	app = await mount(sampleSpecs.tracker);
	await addRecipe('Crème brûlée', 3);
	await addRecipe('Miso aubergine', 5);
	await addRecipe('Shakshuka', 4);
	await page.getByRole('combobox', { name: 'Sort by' }).selectOptions('Best rated');
	await expect.poll(() => headings()).toEqual(['Miso aubergine', 'Shakshuka', 'Crème brûlée']);
	await page.getByRole('searchbox', { name: 'Search recipes' }).fill('creme');
	await expect.poll(() => headings()).toEqual(['Crème brûlée']);
});

test('a form without its required field says so and keeps what was typed', async () => {
	app = await mount(sampleSpecs.tracker);
	await page.getByLabelText('Ingredients').fill('eggs, peppers');
	await page.getByRole('button', { name: 'Add recipe' }).click();
	await expect.element(page.getByText('Title is needed.')).toBeVisible();
	await expect.element(page.getByLabelText('Title', { exact: true })).toHaveFocus();
	await expect.element(page.getByLabelText('Ingredients')).toHaveValue('eggs, peppers');
});

test('a row that another tab writes appears by itself, and a broken one is kept but not shown', async () => {
	app = await mount(sampleSpecs.tracker);
	await addRecipe('Here', 1);
	const otherTab = document.createElement('iframe');
	document.body.append(otherTab);
	const storage = otherTab.contentWindow?.localStorage;
	storage?.setItem('recipe:far', JSON.stringify({ title: 'From the other tab', colour: 'kept' }));
	storage?.setItem('recipe:broken', '{"title":');
	await expect.element(recipes.getByRole('heading', { name: 'From the other tab' })).toBeVisible();
	await expect.element(page.getByText(/1 could not be read/)).toBeVisible();
	expect(localStorage.getItem('recipe:broken')).toBe('{"title":');
	otherTab.remove();
});

test('values of fields that the model no longer names survive an edit', async () => {
	localStorage.setItem('recipe:old', JSON.stringify({ title: 'Old', colour: 'green' }));
	app = await mount(sampleSpecs.tracker);
	await page.getByRole('button', { name: 'Edit Old' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabelText('Title', { exact: true }).fill('New');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect.element(page.getByRole('heading', { name: 'New' })).toBeVisible();
	expect(JSON.parse(localStorage.getItem('recipe:old') ?? '')).toMatchObject({
		title: 'New',
		colour: 'green',
	});
});

test('linked entities stand behind tabs, and a row names the row it belongs to', async () => {
	const customer = entity('customer', 'Customers', { name: 'name', label: 'Name', type: 'text' });
	const order = entity(
		'order',
		'Orders',
		{ name: 'number', label: 'Number', type: 'text' },
		{ name: 'customer', label: 'Customer', type: 'ref', ref: 'customer' },
		{ name: 'paid', label: 'Paid', type: 'boolean' },
	);
	app = await mount(specOf('tracker', 'Shop', { entities: [order, customer] }));
	await page.getByRole('tab', { name: 'Customers' }).click();
	await page.getByLabelText('Name', { exact: true }).fill('Ada');
	await page.getByRole('button', { name: 'Add customer' }).click();
	await page.getByRole('tab', { name: 'Orders' }).click();
	await page.getByLabelText('Number', { exact: true }).fill('A-1');
	await page.getByLabelText('Customer', { exact: true }).selectOptions('Ada');
	await userEvent.keyboard('{Enter}');
	await page.getByRole('button', { name: 'Add order' }).click();
	await expect.element(page.getByRole('list', { name: 'Orders' }).getByText('Ada')).toBeVisible();
	await page.getByRole('checkbox', { name: 'Paid: A-1' }).click();
	await expect.element(page.getByRole('checkbox', { name: 'Paid: A-1' })).toBeChecked();
});

const headings = (): string[] =>
	recipes
		.getByRole('heading')
		.elements()
		.map((heading) => heading.textContent ?? '');
