import { expect, test, type Page } from '@playwright/test';
import { create, openHome } from './support/aether.ts';

const build = (page: Page) => page.getByRole('tab', { name: 'Build', exact: true }).click();
const use = (page: Page) => page.getByRole('tab', { name: 'Use', exact: true }).click();

test('a composite is built by mouse and by keyboard, used, kept whole by the gate, and rolled back', async ({
	page,
}) => {
	// Six creations are started and stopped on the way.
	test.slow();
	await openHome(page);
	await create(page, 'A reading list that tracks pages per day, with an API my phone can call');
	await page.goto('/mesh');
	await page.getByRole('button', { name: 'Build from these' }).click();
	await expect(page).toHaveURL(/\/c\/[0-9A-Z]{26}/);

	await build(page);
	const search = page.getByRole('searchbox', { name: 'Search what can be added' });
	await search.fill('add a book');
	const add = page.getByRole('button', { name: /^Add Add a book, Books API/ });
	// By keyboard.
	await add.focus();
	await page.keyboard.press('Enter');
	const canvas = page.getByRole('region', { name: 'Canvas of panels and wires' });
	await expect(canvas.getByLabel('Panel Add a book')).toBeVisible();
	await search.fill('list books');
	// By mouse: dropped on the canvas.
	await page
		.getByRole('button', { name: /^Add List books, Books API/ })
		.dragTo(canvas, { targetPosition: { x: 60, y: 200 } });
	await expect(canvas.getByLabel('Panel List books')).toBeVisible();
	await search.fill('books');
	await page
		.getByRole('button', { name: /^Add Books, The whole app/ })
		.first()
		.click();
	await expect(canvas.getByLabel('Panel Books', { exact: true })).toBeVisible();

	await use(page);
	// Sleeping creations wake up here: the app, its API and its database, which on a busy machine takes a while.
	const app = page
		.getByRole('region', { name: 'Books', exact: true })
		.frameLocator('iframe')
		.frameLocator('iframe');
	await expect(app.getByText('Saved in the API')).toBeVisible({ timeout: 120_000 });
	const form = page.getByRole('region', { name: /Add a book/ });
	await form.getByLabel(/^title/i).fill('Momo');
	await form.getByRole('button', { name: /^Send Add a book/ }).click();
	await expect(form).toContainText('Momo');
	const list = page.getByRole('region', { name: 'List books', exact: true });
	await list.getByRole('button', { name: /^Send List books/ }).click();
	await expect(list).toContainText('Momo');

	const composite = page.url();
	await page.goto('/');
	await page.getByRole('list', { name: 'Your creations' }).getByRole('link', { name: 'Books API' }).click();
	await page.getByRole('textbox', { name: 'Ask for a change' }).fill('make pages required');
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	const breaks = page.getByRole('dialog', { name: /^This breaks / });
	await expect(breaks).toContainText(/pages/i);
	await breaks.getByRole('button', { name: 'Cancel' }).click();
	await expect(page.getByRole('region', { name: 'Conversation' })).toContainText('Nothing was changed');

	await page.goto(composite);
	await use(page);
	await form.getByLabel(/^title/i).fill('Emma');
	await form.getByRole('button', { name: /^Send Add a book/ }).click();
	await expect(form).toContainText('Emma');

	await page.getByRole('tab', { name: 'History', exact: true }).click();
	const versions = page.getByRole('list', { name: 'Versions' });
	await versions.getByRole('button').last().click();
	await page.getByRole('button', { name: 'Restore as new version' }).click();
	await expect(page.getByRole('region', { name: 'List books', exact: true })).toHaveCount(0);
});
