import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { keep, renderWithin, smallApp, type SmallApp } from '../../../../tests/support/small-app.ts';
import Creations from './Creations.svelte';

const show = (small: SmallApp) =>
	renderWithin(small, Creations, { navigate: (path: string) => void small.navigated.push(path) });
const list = page.getByRole('list', { name: 'Your creations' });

test('kind and tag narrow the list', async () => {
	const small = await smallApp();
	await keep(small.storage, { title: 'Plants', tags: ['garden'] });
	await keep(small.storage, { title: 'Prices', kind: 'api' });
	await show(small);
	await userEvent.click(page.getByRole('radio', { name: 'API' }));
	await expect.element(list.getByRole('link', { name: 'Plants' })).not.toBeInTheDocument();
	await expect.element(list.getByRole('link', { name: 'Prices' })).toBeVisible();
	await userEvent.click(page.getByRole('radio', { name: 'All' }));
	await userEvent.click(page.getByRole('button', { name: /#garden/ }));
	await expect.element(list.getByRole('link', { name: 'Plants' })).toBeVisible();
	await expect.element(list.getByRole('link', { name: 'Prices' })).not.toBeInTheDocument();
});

test('a creation is renamed and tagged from its menu', async () => {
	const small = await smallApp();
	const id = await keep(small.storage, { title: 'Plants' });
	await show(small);
	await userEvent.click(page.getByRole('button', { name: 'More for Plants' }));
	await userEvent.click(page.getByRole('menuitem', { name: 'Rename' }));
	await userEvent.fill(page.getByRole('textbox', { name: 'Title' }), 'Garden');
	await userEvent.keyboard('{Enter}');
	await expect.element(list.getByRole('link', { name: 'Garden' })).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: 'More for Garden' }));
	await userEvent.click(page.getByRole('menuitem', { name: 'Tags' }));
	await userEvent.fill(page.getByRole('textbox', { name: 'Tags, separated by commas' }), '#Green, spring');
	await userEvent.click(page.getByRole('button', { name: 'Save' }));
	await expect.poll(async () => (await small.storage.creation(id))?.tags).toEqual(['green', 'spring']);
});

test('the star marks a favourite', async () => {
	const small = await smallApp();
	const id = await keep(small.storage, { title: 'Plants' });
	await show(small);
	await userEvent.click(page.getByRole('button', { name: 'Favourite Plants' }));
	await expect
		.element(page.getByRole('button', { name: 'Unfavourite Plants' }))
		.toHaveAttribute('aria-pressed', 'true');
	expect((await small.storage.creation(id))?.isFavourite).toBe(true);
});

test('the trash puts back, and deletes for good only after asking', async () => {
	const small = await smallApp();
	const kept = await keep(small.storage, { title: 'Plants', trashedAt: 2 });
	const gone = await keep(small.storage, { title: 'Weeds', trashedAt: 1 });
	await show(small);
	await userEvent.click(page.getByRole('radio', { name: 'Trash (2)' }));
	await userEvent.click(page.getByRole('button', { name: 'Put back Plants' }));
	await expect.poll(async () => (await small.storage.creation(kept))?.trashedAt).toBeUndefined();
	await userEvent.click(page.getByRole('button', { name: 'Delete Weeds for good' }));
	const question = page.getByRole('dialog', { name: 'Delete for good?' });
	await userEvent.click(question.getByRole('button', { name: 'Cancel' }));
	expect(await small.storage.creation(gone)).toBeDefined();
	await userEvent.click(page.getByRole('button', { name: 'Delete Weeds for good' }));
	await userEvent.click(question.getByRole('button', { name: 'Delete for good' }));
	await expect.element(page.getByText('The trash is empty')).toBeVisible();
	expect(await small.storage.creation(gone)).toBeUndefined();
});

test('long and right-to-left titles stay inside their tiles', async () => {
	const small = await smallApp();
	await keep(small.storage, { title: 'x'.repeat(120) });
	await keep(small.storage, { title: 'קטלוג הספרים שלי' });
	await show(small);
	await expect.element(list.getByRole('link', { name: 'קטלוג הספרים שלי' })).toBeVisible();
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test('a picture from a run is shown as an image, never as markup', async () => {
	const small = await smallApp();
	const id = await keep(small.storage, { title: 'Plants' });
	await small.storage.putThumbnail(
		id,
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><script>document.title="stolen"</script><rect width="10" height="10"/></svg>',
	);
	await show(small);
	await expect.poll(() => document.querySelector<HTMLImageElement>('li img')?.complete).toBe(true);
	expect(document.querySelector('li img')?.getAttribute('src')).toMatch(/^blob:/);
	expect(document.title).not.toBe('stolen');
	expect(document.querySelector('li script')).toBeNull();
});

test('the creations screen has no serious accessibility findings', async () => {
	const small = await smallApp();
	await keep(small.storage, { title: 'Plants', tags: ['garden'], isFavourite: true });
	await keep(small.storage, { title: 'Weeds', trashedAt: 1 });
	await show(small);
	await expect.element(list.getByRole('link', { name: 'Plants' })).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: 'More for Plants' }));
	await expect.element(page.getByRole('menuitem', { name: 'Export' })).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
});
