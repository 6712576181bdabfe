import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ModelShelf } from '#lib/commands/generate/model-shelf.svelte.ts';
import { err } from '#lib/model/result.ts';
import { fakeKeys } from '../../tests/support/studio/fake-keys.ts';
import { seriousFindings } from '../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp, understandRecipes } from '../../tests/support/small-app.ts';
import Home from './+page.svelte';

const went = vi.hoisted(() => vi.fn<(path: string | URL) => Promise<void>>());
vi.mock(import('$app/navigation'), async (original) => ({ ...(await original()), goto: went }));

const STOP = { type: 'test-end', message: 'That is enough.' };
const composer = page.getByRole('textbox', { name: 'Describe what you need' });

test('pressing Enter in the composer makes a creation and opens it', async () => {
	const small = await smallApp();
	await renderWithin(small, Home, {});
	await userEvent.fill(composer, 'A recipe tracker');
	await userEvent.keyboard('{Enter}');
	// The first creation fetches all that makes creations.
	await expect.poll(() => went.mock.lastCall?.[0] ?? '').toMatch(/^\/c\/[0-9A-Z]{26}$/);
	await expect.element(page.getByRole('list', { name: 'Your creations' })).toHaveTextContent('Recipes');
});

test('Shift and Enter begin a new line instead of creating', async () => {
	went.mockClear();
	const small = await smallApp();
	await renderWithin(small, Home, {});
	await userEvent.fill(composer, 'A recipe');
	await userEvent.keyboard('{Shift>}{Enter}{/Shift}tracker');
	await expect.element(composer).toHaveValue('A recipe\ntracker');
	expect(went).not.toHaveBeenCalled();
});

test('while typing it says what is understood and what is not', async () => {
	const small = await smallApp();
	await renderWithin(small, Home, {});
	await userEvent.fill(composer, 'A recipe tracker please in purple');
	const line = page.getByRole('group', { name: 'What is understood' });
	await expect.element(line).toHaveTextContent('Tracker');
	await expect.element(line).toHaveTextContent('Rating');
	await expect.element(line).toHaveTextContent('Not understood, so left out: “in purple”');
});

test('a sentence outside the kits is refused with a reason and one next action', async () => {
	const small = await smallApp();
	await renderWithin(small, Home, {});
	await userEvent.fill(composer, 'World peace');
	await userEvent.click(page.getByRole('button', { name: 'Create' }));
	await expect.element(page.getByRole('alert')).toHaveTextContent('I know no kit for this.');
	await userEvent.click(page.getByRole('button', { name: 'See the starter kits' }));
	await expect.element(page.getByRole('button', { name: /Tracker/ })).toHaveFocus();
});

test('the kind is chosen with the arrow keys', async () => {
	const asked: (string | undefined)[] = [];
	const small = await smallApp({
		understand: async (sentence, kind) => {
			asked.push(kind);
			return understandRecipes(sentence);
		},
	});
	await renderWithin(small, Home, {});
	await userEvent.fill(composer, 'A recipe tracker');
	const kinds = page.getByRole('radiogroup', { name: 'Kind', exact: true });
	expect(
		kinds
			.getByRole('radio')
			.elements()
			.map((radio) => radio.parentElement?.textContent?.trim()),
	).toEqual(['Auto', 'App', 'API', 'CLI', 'Database', 'Workflow']);
	await userEvent.click(kinds.getByRole('radio', { name: 'Auto' }));
	await userEvent.keyboard('{ArrowRight}{ArrowRight}');
	await expect.element(kinds.getByRole('radio', { name: 'API' })).toBeChecked();
	await expect.poll(() => asked.at(-1)).toBe('api');
});

test('where a model answers, Create asks it and not the kits', async () => {
	went.mockClear();
	const asked: unknown[] = [];
	const models = new ModelShelf(
		async () => fakeKeys(() => ''),
		async () => [],
	);
	const base = await smallApp();
	const app: typeof base.app = {
		...base.app,
		models,
		dispatch: async (command, input) => {
			asked.push([command.id, input]);
			return base.app.dispatch({ ...command, run: () => Promise.resolve(err(STOP)) }, input, { quiet: true });
		},
	};
	await renderWithin({ ...base, app }, Home, {});
	await expect.element(page.getByRole('button', { name: 'Model: Auto model' })).toBeVisible();
	await userEvent.fill(composer, 'World peace');
	await userEvent.click(page.getByRole('button', { name: 'Create' }));
	await expect.poll(() => asked).toEqual([['creation.create-by-model', { sentence: 'World peace' }]]);
	await expect.element(page.getByRole('alert')).toHaveTextContent('That is enough.');
	expect(await seriousFindings()).toEqual([]);
});

test('a starter kit puts its sentence in the composer', async () => {
	const small = await smallApp();
	await renderWithin(small, Home, {});
	await userEvent.click(
		page.getByRole('list', { name: 'Starter kits' }).getByRole('button', { name: /Timer/ }),
	);
	await expect.element(composer).toHaveValue('A timer');
	await expect.element(composer).toHaveFocus();
});

test('what was understood is corrected in a form before creating', async () => {
	went.mockClear();
	const small = await smallApp();
	await renderWithin(small, Home, {});
	await userEvent.fill(composer, 'A recipe tracker');
	await userEvent.click(page.getByRole('button', { name: 'Adjust' }));
	const form = page.getByRole('form', { name: 'Adjust what was understood' });
	await userEvent.fill(form.getByRole('textbox', { name: 'Title' }), 'Cookbook');
	await userEvent.click(form.getByRole('button', { name: 'Create' }));
	await expect.poll(() => went.mock.calls.length).toBe(1);
	await expect.element(page.getByRole('list', { name: 'Your creations' })).toHaveTextContent('Cookbook');
});

test('moving to the trash offers Undo, which brings it back', async () => {
	const small = await smallApp();
	await keep(small.storage, { title: 'Old list' });
	await renderWithin(small, Home, {});
	await userEvent.click(page.getByRole('button', { name: 'More for Old list' }));
	await userEvent.click(page.getByRole('menuitem', { name: 'Move to trash' }));
	await expect.element(page.getByText('“Old list” is in the trash.')).toBeVisible();
	await expect.element(page.getByRole('link', { name: 'Old list' })).not.toBeInTheDocument();
	await userEvent.click(page.getByRole('button', { name: 'Undo' }));
	await expect.element(page.getByRole('link', { name: 'Old list' })).toBeVisible();
});

test('favourites come first, and a long list goes on under Show more', async () => {
	const small = await smallApp();
	for (let number = 1; number <= 14; number++)
		await keep(small.storage, { title: `Number ${number}`, updatedAt: number, isFavourite: number === 1 });
	await renderWithin(small, Home, {});
	const links = page.getByRole('list', { name: 'Your creations' }).getByRole('link');
	await expect.poll(() => links.elements()[0]?.textContent).toBe('Number 1');
	expect(links.elements()[1]?.textContent).toBe('Number 14');
	expect(links.elements()).toHaveLength(13);
	await userEvent.click(page.getByRole('button', { name: 'Show more' }));
	await expect.poll(() => links.elements().length).toBe(14);
});

test('searching shows what matches, in its order', async () => {
	const small = await smallApp();
	const found = await keep(small.storage, { title: 'Garden' });
	await keep(small.storage, { title: 'Books' });
	small.app.search = async (text) => (text === 'gardn' ? [found] : []);
	await renderWithin(small, Home, {});
	await userEvent.fill(page.getByRole('searchbox', { name: 'Search creations' }), 'gardn');
	await expect.element(page.getByRole('link', { name: 'Books' })).not.toBeInTheDocument();
	await expect.element(page.getByRole('link', { name: 'Garden' })).toBeVisible();
});

test('an unused device is invited to begin', async () => {
	const small = await smallApp();
	await renderWithin(small, Home, {});
	await expect.element(page.getByText('Nothing here yet')).toBeVisible();
});

test.each(['light', 'dark'] as const)('home has no serious accessibility findings in %s', async (scheme) => {
	const small = await smallApp();
	small.app.appearance.set(scheme);
	await keep(small.storage, { title: 'قائمة الكتب', tags: ['reading'], isFavourite: true });
	await renderWithin(small, Home, {});
	await userEvent.fill(composer, 'A recipe tracker please in purple');
	await expect.element(page.getByRole('group', { name: 'What is understood' })).toBeVisible();
	await expect.element(page.getByRole('link', { name: 'قائمة الكتب' })).toBeVisible();
	await expect.element(page.getByRole('button', { name: /Tracker/ })).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
	small.app.appearance.set('system');
});
