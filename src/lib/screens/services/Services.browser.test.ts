import { expect, inject, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { renderWithin, smallApp } from '../../../../tests/support/small-app.ts';
import Services from './Services.svelte';

declare module 'vitest' {
	interface ProvidedContext {
		readonly networkPort: string;
	}
}

vi.setConfig({ testTimeout: 60_000 });
const here = `http://localhost:${inject('networkPort')}`;
const documentOf = (server: string) =>
	JSON.stringify({
		openapi: '3.1.0',
		info: { title: 'Echo', version: '1' },
		servers: [{ url: server }],
		components: { securitySchemes: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } } },
		security: [{ key: [] }],
		paths: { '/echo': { get: { operationId: 'echo', responses: { 200: { description: 'All' } } } } },
	});

test('well-known services are searched, and say what they ask for and whether pages may call them', async () => {
	await page.viewport(390, 844);
	await renderWithin(await smallApp(), Services, {});
	await expect.element(page.getByRole('heading', { level: 1, name: 'Services' })).toBeVisible();
	const known = page.getByRole('list', { name: 'Well-known services' });
	await userEvent.fill(page.getByRole('searchbox', { name: 'Search services' }), 'github');
	await expect.element(known).toHaveTextContent(/GitHub.*Token.*Answers pages/s);
	await expect.element(known.getByRole('button', { name: 'Add GitHub' })).toBeVisible();
	expect(await seriousFindings()).toEqual([]);
	await userEvent.fill(page.getByRole('searchbox', { name: 'Search services' }), 'zzzz');
	await expect.element(page.getByText('No service of that name is known')).toBeVisible();
});

test('a document becomes a service: read, tried, given its key, and listed', async () => {
	await page.viewport(1280, 800);
	const small = await smallApp();
	await renderWithin(small, Services, {});
	await expect.element(page.getByText('No service yet')).toBeVisible();
	await page.getByRole('button', { name: 'Import an OpenAPI document' }).click();
	const dialog = page.getByRole('dialog', { name: 'Import an OpenAPI document' });
	const pasted = dialog.getByRole('textbox', { name: 'Or paste it' });
	await pasted.fill('hello');
	await dialog.getByRole('button', { name: 'Read document' }).click();
	await expect.element(dialog.getByRole('alert')).toHaveTextContent('This is no OpenAPI document');
	await pasted.fill(documentOf(`${here}/echo`));
	await dialog.getByRole('button', { name: 'Read document' }).click();
	await expect.element(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Echo');
	await expect.element(dialog.getByText('The service answers pages directly.')).toBeVisible();
	await dialog.getByLabelText('API key (X-Key)').fill('hush-hush');
	expect(await seriousFindings()).toEqual([]);
	await dialog.getByRole('button', { name: 'Add service' }).click();
	await expect.element(dialog).not.toBeInTheDocument();
	const link = page.getByRole('list', { name: 'Your services' }).getByRole('link', { name: 'Echo' });
	await expect.element(link).toHaveAttribute('href', expect.stringMatching(/^\/c\//));
});

test('a service that answers no pages is said to, with a relay to host oneself', async () => {
	await renderWithin(await smallApp(), Services, {});
	await page.getByRole('button', { name: 'Import an OpenAPI document' }).click();
	const dialog = page.getByRole('dialog', { name: 'Import an OpenAPI document' });
	await dialog.getByRole('textbox', { name: 'Or paste it' }).fill(documentOf(`${here}/closed`));
	await dialog.getByRole('button', { name: 'Read document' }).click();
	const verdict = dialog.getByRole('region', { name: 'Can pages call it?' });
	await expect.element(verdict).toHaveTextContent(/does not answer pages of other sites/);
	await expect.element(verdict.getByRole('textbox', { name: 'Your relay' })).toBeVisible();
	await verdict.getByText('A relay to host yourself').click();
	await expect.element(verdict).toHaveTextContent(`TARGET = "${here}"`);
});

test('an MCP server is asked for its tools, added, and can be asked again', async () => {
	await page.viewport(390, 844);
	await renderWithin(await smallApp(), Services, {});
	await page.getByRole('button', { name: 'Add an MCP server' }).click();
	const dialog = page.getByRole('dialog', { name: 'Add an MCP server' });
	const address = dialog.getByRole('textbox', { name: 'Address of the server' });
	await address.fill(`${here}/echo`);
	await dialog.getByRole('button', { name: 'Connect' }).click();
	await expect.element(dialog.getByRole('alert')).toHaveTextContent('No MCP server answers');
	await address.fill(`${here}/mcp`);
	await dialog.getByRole('button', { name: 'Connect' }).click();
	await expect.element(dialog.getByRole('status')).toHaveTextContent('Read: 2 tools, of which 1 only read');
	await expect.element(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Book server');
	expect(await seriousFindings()).toEqual([]);
	await dialog.getByRole('button', { name: 'Add server' }).click();
	await expect.element(dialog).not.toBeInTheDocument();
	const yours = page.getByRole('list', { name: 'Your services' });
	await expect.element(yours.getByRole('link', { name: 'Book server' })).toBeVisible();
	await yours.getByRole('button', { name: 'Read tools again of Book server' }).click();
	await expect.element(page.getByText('“Book server” has 2 tools.')).toBeVisible();
});

test('an MCP server that wants a key says so, and there is a field for it', async () => {
	await renderWithin(await smallApp(), Services, {});
	await page.getByRole('button', { name: 'Add an MCP server' }).click();
	const dialog = page.getByRole('dialog', { name: 'Add an MCP server' });
	await dialog.getByRole('textbox', { name: 'Address of the server' }).fill(`${here}/mcp-locked`);
	await dialog.getByRole('button', { name: 'Connect' }).click();
	await expect.element(dialog.getByRole('status')).toHaveTextContent('only to who brings a key');
	await expect.element(dialog.getByLabelText('Token')).toHaveAttribute('type', 'password');
});
