import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { entity, sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

async function addTask(title: string): Promise<void> {
	await page.getByLabelText('Title', { exact: true }).fill(title);
	await page.getByRole('button', { name: 'Add task' }).click();
}

const column = (name: string) => page.getByRole('list', { name, exact: true });

test('a new card stands in the first column and moves by its buttons, also after a restart', async () => {
	app = await mount(sampleSpecs.kanban);
	await addTask('Order chairs');
	await expect.element(column('To do').getByRole('heading', { name: 'Order chairs' })).toBeVisible();
	await page.getByRole('button', { name: 'Move Order chairs to Done' }).click();
	await expect.element(column('Done').getByRole('heading', { name: 'Order chairs' })).toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.kanban);
	await expect.element(column('Done').getByRole('heading', { name: 'Order chairs' })).toBeVisible();
});

test('a card is dragged into another column, and Undo brings it back', async () => {
	app = await mount(sampleSpecs.kanban);
	await addTask('Fix the door');
	await userEvent.dragAndDrop(
		column('To do').getByRole('heading', { name: 'Fix the door' }),
		page.getByRole('region', { name: 'Column In progress' }),
	);
	await expect.element(column('In progress').getByRole('heading', { name: 'Fix the door' })).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.element(column('To do').getByRole('heading', { name: 'Fix the door' })).toBeVisible();
});

test('cards move by keyboard, and the focus follows them', async () => {
	app = await mount(sampleSpecs.kanban);
	await addTask('Call Ada');
	page.getByRole('button', { name: 'Edit Call Ada' }).element().focus();
	await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
	await expect.element(column('In progress').getByRole('heading', { name: 'Call Ada' })).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Edit Call Ada' })).toHaveFocus();
});

test('columns come from the choices of the spec', async () => {
	const deal = entity(
		'deal',
		'Deals',
		{ name: 'name', label: 'Name', type: 'text' },
		{ name: 'stage', label: 'Stage', type: 'enum', options: ['Lead', 'Offer', 'Won', 'Lost'] },
	);
	app = await mount(specOf('kanban', 'Sales', { entities: [deal] }));
	await page.getByLabelText('Name', { exact: true }).fill('Bakery');
	await page.getByRole('button', { name: 'Add deal' }).click();
	await page.getByRole('button', { name: 'Move Bakery to Won' }).click();
	await expect.element(column('Won').getByRole('heading', { name: 'Bakery' })).toBeVisible();
});
