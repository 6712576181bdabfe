import { expect, test, type Page } from '@playwright/test';
import { make } from './support/aether.ts';
import { launchOptions } from './support/browser.mjs';

/** The part of WebMCP that an assistant in the page uses. */
interface ModelContext {
	getTools(): Promise<
		readonly { readonly name: string; readonly annotations?: { readonly readOnlyHint: boolean } }[]
	>;
	executeTool(tool: unknown, input: unknown): Promise<string>;
}
declare global {
	interface Document {
		readonly modelContext: ModelContext;
	}
}

const { args, ...options } = await launchOptions();
test.use({ launchOptions: { ...options, args: [...args, '--enable-features=WebMCP'] } });

const tools = (page: Page) =>
	page.evaluate(async () =>
		(await document.modelContext.getTools()).map(({ name, annotations }) => ({
			name,
			isRead: annotations?.readOnlyHint,
		})),
	);

/** Calls the tool whose name contains `part`. */
const call = (page: Page, part: string, input: unknown) =>
	page.evaluate(
		async ([wanted, given]) => {
			const all = await document.modelContext.getTools();
			const tool = all.find(({ name }) => name.toLowerCase().includes(wanted));
			return document.modelContext.executeTool(tool, given);
		},
		[part, input] as const,
	);

test('the assistant of the browser reads what is open, changes it only with the person’s word, and has nothing elsewhere', async ({
	page,
}) => {
	await make(page, 'REST API for books (title, author, isbn, published year)');
	await expect.poll(async () => (await tools(page)).length).toBeGreaterThan(3);
	expect(await tools(page)).toContainEqual({ name: expect.stringMatching(/list/i) as unknown, isRead: true });
	expect(await call(page, 'listbook', {})).toContain('200');

	const book = { title: 'Dune', author: 'Herbert', isbn: '9780441013593', publishedYear: 1965 };
	const dialog = page.getByRole('dialog', { name: 'An assistant wants to change something' });
	const declined = call(page, 'createbook', { body: book });
	await dialog.getByRole('button', { name: 'Don’t' }).click();
	expect(await declined).toContain('does not want this');
	const allowed = call(page, 'createbook', { body: book });
	await expect(dialog).toContainText('Dune');
	await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
	expect(await allowed).toContain('201');
	expect(await call(page, 'listbook', {})).toContain('Dune');

	await page
		.getByRole('link', { name: /^Home|AetherOS, home/ })
		.first()
		.click();
	await expect.poll(() => tools(page)).toEqual([]);
});
