import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../../../app.css';
import { start, type Program } from '#lib/kinds/api/program.fixture.ts';
import { sampleSpecs } from '#lib/kinds/api/specs.fixture.ts';
import type { Files } from '#lib/model/files.ts';
import ApiPane from './ApiPane.svelte';

vi.setConfig({ testTimeout: 60_000 });

let program: Program;

beforeEach(async () => {
	await page.viewport(1100, 900);
	program = await start(sampleSpecs.records);
});

/** A session that runs the rendered program in this page. */
const session = {
	async request(request: Request) {
		const { pathname, search } = new URL(request.url);
		const text = await request.text();
		const value = await program.call(request.method, pathname + search, text || undefined, request.headers);
		return { ok: true as const, value };
	},
};

const operations = page.getByRole('list', { name: 'Operations' });
const send = page.getByRole('button', { name: 'Send request' });
const response = page.getByRole('region', { name: 'Response' });

async function open(
	more: {
		files?: Files;
		session?: typeof session | null;
		onopen?: (path: string, line?: number) => void;
		onsay?: (message: string) => void;
	} = {},
) {
	return render(ApiPane, { session, files: program.files, title: 'Books', ...more });
}

const choose = async (name: string): Promise<void> => {
	await operations.getByRole('button', { name, exact: false }).first().click();
};

test('an operation is chosen, its form comes filled in, and its answer is as the document promises', async () => {
	await open();
	await choose('Add an author');
	await expect.element(page.getByRole('textbox', { name: 'name (required)' })).toHaveValue('Ada Lovelace');
	await send.click();
	await expect.element(response).toHaveTextContent('201 Created');
	await expect.element(response).toHaveTextContent('As the document promises');
	await expect.element(response.getByLabelText('Body')).toHaveTextContent('"name": "Ada Lovelace"');
});

test('the id of what was just made is in the next form', async () => {
	await open();
	await choose('Add an author');
	await send.click();
	await expect.element(response).toHaveTextContent('201');
	await choose('Read an author');
	await send.click();
	await expect.element(response).toHaveTextContent('200 OK');
});

test('what is missing or does not fit is said before anything is sent', async () => {
	await open();
	await choose('Add a book');
	await page.getByRole('textbox', { name: 'title (required)' }).fill('');
	await page.getByRole('textbox', { name: 'publishedYear' }).fill('old');
	await expect.element(page.getByText('publishedYear has to be a number.')).toBeVisible();
	await send.click();
	await expect.element(page.getByText('title is missing.')).toBeVisible();
	expect(program.kept.size).toBe(0);
});

test('the input can be written as JSON', async () => {
	await open();
	await choose('Add an author');
	await page.getByRole('button', { name: 'As JSON' }).click();
	await page.getByRole('textbox', { name: 'Input as JSON' }).fill('{"body":{"name":"Jane"}}');
	await send.click();
	await expect.element(response).toHaveTextContent('"name": "Jane"');
});

test('an answer that breaks the document is pointed out', async () => {
	const broken = { request: async () => ({ ok: true as const, value: Response.json({ id: 7 }) }) };
	await render(ApiPane, { session: broken, files: program.files, title: 'Books' });
	await choose('List books');
	await send.click();
	await expect.element(response).toHaveTextContent('not what the document promises');
});

test('mock mode answers without the program', async () => {
	await open({ session: null });
	await expect.element(send).toBeDisabled();
	await page.getByRole('button', { name: 'API actions' }).click();
	await page.getByText('Mock mode').click();
	await choose('List books');
	await send.click();
	await expect.element(response).toHaveTextContent('Mock');
	await expect.element(response).toHaveTextContent('200 OK');
});

test('requests are kept, newest first, and can be sent again', async () => {
	await open();
	await choose('List authors');
	await send.click();
	await expect.element(response).toHaveTextContent('200');
	await choose('Add an author');
	await send.click();
	await expect.element(response).toHaveTextContent('201');
	await page.getByText('Last 2 requests').click();
	await page.getByRole('button', { name: /^Send GET \/authors.* again$/ }).click();
	await expect.element(response).toHaveTextContent('"name": "Ada Lovelace"');
});

test('the API is tested against its document', async () => {
	await open();
	await page.getByRole('button', { name: 'API actions' }).click();
	await page.getByText('Test it').click();
	await page.getByRole('button', { name: 'Start testing' }).click();
	await expect
		.element(page.getByRole('status'), { timeout: 50_000 })
		.toHaveTextContent('every answer is as the document promises');
});

test('the API is asked in GraphQL', async () => {
	await open();
	await page.getByRole('button', { name: 'API actions' }).click();
	await page.getByText('GraphQL').click();
	await page.getByRole('button', { name: 'Run query' }).click();
	await expect.element(page.getByRole('status')).toHaveTextContent('listBooks');
});

test('a broken document says where, and opens there', async () => {
	const onopen = vi.fn();
	const files = new Map([...program.files, ['openapi.yaml', 'openapi: 3.1.0\npaths:\n  /a: [\n']]);
	await open({ files, onopen });
	await expect.element(page.getByText('The document cannot be read')).toBeVisible();
	await page.getByRole('button', { name: 'Open openapi.yaml' }).click();
	expect(onopen).toHaveBeenCalledWith('openapi.yaml', expect.any(Number));
});

test('keys move through the operations, and nothing is wider than a phone', async () => {
	await page.viewport(390, 844);
	await open();
	await operations.getByRole('button').first().click();
	await userEvent.keyboard('{ArrowDown}');
	expect(document.activeElement?.textContent).toContain('POST');
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
