import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs, specOf } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(() => localStorage.clear());
afterEach(() => app?.unmount());

const press = (name: string) => page.getByRole('button', { name }).click();

test('begins with real vocabulary, shows the answer and moves a known card on', async () => {
	app = await mount(sampleSpecs.flashcards);
	await expect.element(page.getByText('48 due · 48 cards')).toBeVisible();
	await expect.element(page.getByText('hola', { exact: true })).toBeVisible();
	await press('Show answer');
	await expect.element(page.getByText('hello', { exact: true })).toBeVisible();
	await press('Good');
	await expect.element(page.getByText('47 due · 48 cards')).toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.flashcards);
	await expect.element(page.getByText('47 due · 48 cards')).toBeVisible();
});

test('a card that was not known comes again, after the others', async () => {
	app = await mount(sampleSpecs.flashcards);
	await press('Show answer');
	await press('Again');
	await expect.element(page.getByText('48 due · 48 cards')).toBeVisible();
	await expect.element(page.getByText('hola', { exact: true })).not.toBeInTheDocument();
});

test('a subject without material begins empty, and an own card can be learned at once', async () => {
	app = await mount(specOf('flashcards', 'Knots', { options: { subject: 'knots' } }));
	await page.getByLabelText('Front').fill('Bowline');
	await page.getByLabelText('Back').fill('A loop that does not slip');
	await press('Add card');
	await press('Show answer');
	await press('Good');
	await expect.element(page.getByText('All done for today')).toBeVisible();
});

test('deleted cards stay deleted', async () => {
	app = await mount(sampleSpecs.flashcards);
	await page.getByRole('tab', { name: 'Cards' }).click();
	await press('Delete hola');
	app.unmount();
	app = await mount(sampleSpecs.flashcards);
	await expect.element(page.getByText('47 due · 47 cards')).toBeVisible();
});
