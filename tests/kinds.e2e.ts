import { expect, test, type Page } from '@playwright/test';
import { create, make, openHome, preview } from './support/aether.ts';

const operations = (page: Page) => page.getByRole('list', { name: 'Operations' });
const response = (page: Page) => page.getByRole('region', { name: 'Response' });
const terminal = (page: Page) => page.getByRole('region', { name: 'Terminal' });

/** Types a line into the terminal and waits for its answer, which must not stand in the line itself. */
async function type(page: Page, line: string, says: string | RegExp): Promise<void> {
	await expect(terminal(page)).toContainText('~ $');
	await terminal(page).getByRole('textbox', { name: 'Terminal input' }).focus();
	await page.keyboard.type(`${line}\n`);
	await expect(terminal(page)).toContainText(says);
}

test('one sentence gives an app, an API and a database that share their rows', async ({ page }) => {
	await openHome(page);
	const app = await create(page, 'A reading list that tracks pages per day, with an API my phone can call');
	await app.getByLabel('Title', { exact: true }).fill('Dune');
	await app.getByRole('button', { name: 'Add book' }).click();
	await expect(app.getByRole('heading', { name: 'Dune' })).toBeVisible();
	await expect(app.getByText('Saved in the API')).toBeVisible();
	const answer = page.getByRole('article', { name: 'Answer' });
	const [api, database] = await Promise.all(
		['Books API', 'Books Database'].map((name) => answer.getByRole('link', { name }).getAttribute('href')),
	);

	await page.goto(api ?? '');
	await operations(page)
		.getByRole('button', { name: /List books/i })
		.click();
	await page.getByRole('button', { name: 'Send request' }).click();
	await expect(response(page)).toContainText('Dune');
	await expect(response(page)).toContainText('200');

	await page.goto(database ?? '');
	await page.getByRole('tab', { name: 'Tables', exact: true }).click();
	await expect(page.getByRole('cell', { name: 'Dune' })).toBeVisible();

	await page.goBack();
	await page.goBack();
	await expect((await preview(page)).getByRole('heading', { name: 'Dune' })).toBeVisible();
});

test('an API keeps what it is sent over a reload, and says what does not fit', async ({ page }) => {
	await make(page, 'REST API for books (title, author, isbn, published year)');
	await operations(page)
		.getByRole('button', { name: /Add a book/i })
		.click();
	await page.getByRole('textbox', { name: /^title/i }).fill('Momo');
	await page.getByRole('button', { name: 'Send request' }).click();
	await expect(response(page)).toContainText('201');
	await page.reload();
	await operations(page)
		.getByRole('button', { name: /List books/i })
		.click();
	await page.getByRole('button', { name: 'Send request' }).click();
	await expect(response(page)).toContainText('Momo');
});

test('a command line tool runs in its terminal, and pipes work on its files', async ({ page }) => {
	await make(page, 'tool to count words and lines in a text file from the terminal');
	await type(page, 'text-tool count data/poem.txt', /Lines\s+Words/);
	await type(
		page,
		'cat data/names.txt | text-tool sort | head -1 > first.txt; cat first.txt; echo "al"l done',
		'all done',
	);
	await type(page, 'text-tool --help', /usage/i);
	await type(page, 'text-tool count absent.txt', 'exit code');
	await page.reload();
	await type(page, 'ls', 'first.txt');
});

test('a database is asked, changed and kept, and a new schema keeps every row', async ({ page }) => {
	await make(page, 'database schema for a blog with posts, authors, comments and tags');
	await page.getByRole('tab', { name: 'Query', exact: true }).click();
	const editor = page.getByRole('textbox', { name: 'SQL' });
	await editor.fill("INSERT INTO authors (name) VALUES ('Ada Kept'); SELECT count(*) AS many FROM authors;");
	await page.getByRole('button', { name: 'Run', exact: true }).last().click();
	await expect(page.getByRole('columnheader', { name: 'many' })).toBeVisible();
	await page.reload();
	await page.getByRole('tab', { name: 'Tables', exact: true }).click();
	await expect(page.getByRole('cell', { name: 'Ada Kept' })).toBeVisible();

	await page.getByRole('textbox', { name: 'Ask for a change' }).fill('add a due date');
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	await page.getByRole('button', { name: 'See what would change' }).click();
	await expect(page.getByLabel('Statements')).toContainText(/ADD COLUMN "?due/i);
	await expect(page.getByText('No data is lost. Every row is kept.')).toBeVisible();
	await page.getByRole('button', { name: /^Apply/ }).click();
	await page.getByRole('tab', { name: 'Tables', exact: true }).click();
	const tables = page.getByRole('navigation', { name: 'Tables' });
	await tables.getByRole('button', { name: 'posts' }).click();
	await expect(page.getByRole('columnheader', { name: /due/i })).toBeVisible();
	await tables.getByRole('button', { name: 'authors' }).click();
	await expect(page.getByRole('cell', { name: 'Ada Kept' })).toBeVisible();
});
