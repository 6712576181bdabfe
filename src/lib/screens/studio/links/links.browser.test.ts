import { render } from 'vitest-browser-svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import { seriousFindings } from '../../../../../tests/support/accessibility.ts';
import { openFakeApp, type FakeApp } from '../../../../../tests/support/studio/fake-app.ts';
import StudioHarness from '../../../../../tests/support/studio/StudioHarness.svelte';

const BOOKS = `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get: { operationId: listBooks, summary: Every book, responses: { '200': { description: ok } } }
    post: { operationId: addBook, responses: { '201': { description: made } } }
`;

let fake: FakeApp;
beforeEach(async () => {
	fake = await openFakeApp();
	const id = newCreationId();
	const manifest = {
		...{ id: urnOf(id), name: 'books', title: 'Books', kind: 'api', version: '1.2.0' },
		...{ entry: 'src/index.ts', openapi: 'openapi.yaml' },
	};
	await fake.keep(
		id,
		'api',
		'Books',
		new Map([
			['aether.json', JSON.stringify(manifest)],
			['openapi.yaml', BOOKS],
		]),
	);
	await page.viewport(1280, 800);
	await render(StudioHarness, { app: fake.app, id: fake.id });
});
afterEach(() => fake.close());

async function manifestLinks(): Promise<unknown> {
	const workspace = await fake.app.hold(fake.id);
	if (!workspace.ok) throw new Error(workspace.error.message);
	const manifest = JSON.parse(String(workspace.value.files.get('aether.json'))) as { links?: unknown };
	fake.app.release(fake.id);
	return manifest.links;
}

const dialog = () => page.getByRole('dialog');

test('a creation is linked to another with only what was chosen, and the link is taken away again', async () => {
	await userEvent.click(page.getByRole('button', { name: 'More', exact: true }));
	await userEvent.click(page.getByRole('menuitem', { name: 'Links…' }));
	await userEvent.click(dialog().getByRole('button', { name: /Books/ }));
	await userEvent.click(dialog().getByRole('checkbox', { name: 'addBook' }));
	expect(await seriousFindings()).toEqual([]);
	await userEvent.click(dialog().getByRole('button', { name: 'Link', exact: true }));
	await expect
		.element(dialog().getByRole('list', { name: 'Links', exact: true }))
		.toHaveTextContent('may call listBooks');
	expect(await manifestLinks()).toMatchObject({ books: { range: '^1.2.0', operations: ['listBooks'] } });
	await userEvent.click(dialog().getByRole('button', { name: 'Remove books' }));
	await expect.element(dialog().getByText('This creation calls no other.')).toBeVisible();
	expect(await manifestLinks()).toEqual({});
});

test('a link that the creation reaches for opens the picker with what fits, and closing it is a refusal', async () => {
	const mesh = await fake.app.mesh();
	if (!mesh.ok) throw new Error(mesh.error.message);
	mesh.value.wishes.ask(fake.id, 'log', [{ method: 'GET', path: '/books' }]);
	await expect.element(page.getByRole('dialog', { name: '“log” is not linked' })).toBeVisible();
	await userEvent.click(dialog().getByRole('button', { name: /Books.*answers what is asked for/ }));
	await expect.element(dialog().getByRole('checkbox', { name: 'listBooks' })).toBeChecked();
	await expect.element(dialog().getByRole('checkbox', { name: 'addBook' })).not.toBeChecked();
	await userEvent.keyboard('{Escape}');
	await expect.element(dialog()).not.toBeInTheDocument();
	mesh.value.wishes.ask(fake.id, 'log', []);
	expect(mesh.value.wishes.open).toEqual([]);
	expect(await manifestLinks()).toBeUndefined();
});
