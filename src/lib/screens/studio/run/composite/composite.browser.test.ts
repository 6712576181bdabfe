import '../../../../../app.css';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { createComposite } from '#lib/commands/composite/create.ts';
import { makeBooks, makeNotes, makePrices } from '#lib/commands/composite/composite.test-data.ts';
import { execute } from '#lib/commands/command.ts';
import { readManifest } from '#lib/commands/creation/assemble.ts';
import type { Workspace } from '#lib/commands/workspace/workspace.svelte.ts';
import { kinds } from '#lib/kinds/index.ts';
import { COMPOSITE_PATH, readComposite, type Composite } from '#lib/model/composite.ts';
import { textOf } from '#lib/model/files.ts';
import { ok } from '#lib/model/result.ts';
import { AppearanceChoice } from '#lib/screens/app/appearance.svelte.ts';
import { seriousFindings } from '../../../../../../tests/support/accessibility.ts';
import { openMeshHouse, type MeshHouse } from '../../../../../../tests/support/mesh-house.ts';
import CompositePane from './CompositePane.svelte';
import type { CompositeApp } from './view.svelte.ts';

let house: MeshHouse;
let app: CompositeApp;
let workspace: Workspace;

beforeAll(async () => {
	house = await openMeshHouse(kinds);
	await Promise.all([makeBooks(house), makePrices(house), makeNotes(house)]);
	const { services } = house;
	app = {
		dispatch: (command, input) => execute(command, input, services),
		mesh: () => Promise.resolve(ok(services.mesh)),
		hold: (id) => services.workspaces.hold(id),
		release: (id) => void services.workspaces.release(id),
		appearance: new AppearanceChoice(),
	};
});
afterAll(() => house.close());

beforeEach(async () => {
	await page.viewport(1200, 900);
	const made = await execute(createComposite, { title: 'Shop' }, house.services);
	const held = made.ok ? await app.hold(made.value) : made;
	if (!held.ok) throw new Error(held.error.message);
	workspace = held.value;
	await render(CompositePane, { app, workspace });
});
afterEach(() => app.release(workspace.id));

function composite(): Composite {
	const read = readComposite(textOf(workspace.files.get(COMPOSITE_PATH)));
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
}
const button = (name: string) => page.getByRole('button', { name, exact: true });
const tab = (name: string) => userEvent.click(page.getByRole('tab', { name, exact: true }));
const look = (name: string) => userEvent.click(page.getByRole('radio', { name }));
const add = (name: string) => userEvent.click(button(`Add ${name}`));
const panels = () => composite().panels.map(({ id }) => id);

async function connect(from: string, to: string): Promise<void> {
	await userEvent.click(button('Connect…'));
	await userEvent.selectOptions(page.getByLabelText('From', { exact: true }), from);
	await userEvent.selectOptions(page.getByLabelText('To', { exact: true }), to);
	await userEvent.click(button('Connect'));
	await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
}

test('three creations become one: added, connected and arranged by keyboard and lists, then used', async () => {
	expect(await seriousFindings()).toEqual([]);
	await add('All books, books');
	await expect.poll(panels).toEqual(['listbooks']);
	await add('One book, books');
	await expect.poll(panels).toHaveLength(2);
	await add('Price of pages, prices');
	await expect.poll(panels).toHaveLength(3);
	await add('notes, The whole app');
	await expect.poll(panels).toHaveLength(4);
	await add('Value, Shows what a wire brings');
	await expect.poll(panels).toHaveLength(5);

	await connect('All books: item.id (text)', 'One book: id (text, required)');
	await connect('One book: answer.pages (whole number)', 'Price of pages: pages (whole number, required)');
	await connect('Price of pages: answer.euros (number)', 'Value: value (anything)');
	await userEvent.fill(page.getByRole('textbox', { name: 'Mapping' }), '"\\(.) euros"');
	await userEvent.click(button('Save mapping'));
	await expect.poll(() => composite().wires.at(-1)?.map).toBe('"\\(.) euros"');
	await look('List');
	expect(await seriousFindings()).toEqual([]);
	await look('Layout');
	const box = page.getByRole('button', { name: /^Value: column/ });
	await userEvent.click(box);
	await userEvent.keyboard('{ArrowUp}');
	await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
	expect(await seriousFindings()).toEqual([]);

	await tab('Use');
	await userEvent.fill(page.getByLabelText('word'), 'Em');
	await userEvent.click(button('Send All books'));
	await userEvent.click(button('Choose row 1'));
	await expect
		.element(page.getByRole('region', { name: 'Value', exact: true }))
		.toHaveTextContent('16 euros');
	await expect.element(page.getByRole('region', { name: 'One book' })).toHaveTextContent('Emma');
	await expect.element(page.getByRole('region', { name: 'notes' }).getByTitle(/./)).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
	await page.viewport(390, 800);
	await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

test('a panel is dropped on the canvas, a wire is drawn from port to port, types that differ get a mapping, and all is undone', async () => {
	await add('All books, books');
	// At once: the panel before it may still be on its way.
	const item = button('Add Price of pages, prices');
	await item.dropTo(page.getByRole('region', { name: 'Canvas of panels and wires' }));
	await expect.poll(panels).toEqual(['listbooks', 'priceof']);
	const output = page.getByLabelText('Output answer of All books');
	await output.dropTo(page.getByLabelText('Field pages of Price of pages'));
	await expect
		.poll(() => composite().wires)
		.toEqual([
			{
				from: { panel: 'listbooks', output: 'answer' },
				to: { panel: 'priceof', field: 'pages' },
				map: 'length',
				run: true,
			},
		]);
	const line = () => document.querySelector('.svelte-flow__edge-path')?.closest('svg');
	await expect.poll(() => line()?.getBoundingClientRect().width).toBeGreaterThan(0);
	await expect.element(page.getByText('list goes to whole number: look at the mapping')).toBeVisible();
	await expect.element(page.getByText(/Use the panel “All books” once/)).toBeVisible();
	await userEvent.click(button('Undo'));
	await expect.poll(() => composite().wires).toEqual([]);
	await userEvent.click(button('Undo'));
	await expect.poll(panels).toEqual(['listbooks']);
	const manifest = readManifest(workspace.files);
	expect(manifest.ok && Object.keys(manifest.value.links ?? {})).toEqual(['books']);
});

test('a panel is renamed, moved by its menu and removed in the list', async () => {
	await add('All books, books');
	await expect.poll(panels).toHaveLength(1);
	await look('List');
	await userEvent.fill(page.getByRole('textbox', { name: 'Title' }), 'Library');
	await userEvent.keyboard('{Tab}');
	await expect.poll(() => composite().panels[0]?.title).toBe('Library');
	await userEvent.click(button('Arrange Library'));
	await userEvent.click(page.getByRole('menuitem', { name: 'Move right' }));
	await expect.poll(() => composite().layout[0]?.x).toBe(1);
	await userEvent.click(button('Remove Library'));
	await expect.element(page.getByText('No panels yet')).toBeVisible();
	expect(composite()).toEqual({ panels: [], wires: [], layout: [] });
	await expect.element(button('Undo')).toBeEnabled();
});
