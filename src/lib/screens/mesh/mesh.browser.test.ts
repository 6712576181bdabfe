import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { newCreationId, urnOf, type CreationId } from '#lib/model/id.ts';
import type { Breakage } from '#lib/commands/mesh/questions.svelte.ts';
import { seriousFindings } from '../../../../tests/support/accessibility.ts';
import { renderWithin, smallApp, type SmallApp } from '../../../../tests/support/small-app.ts';
import Mesh from './Mesh.svelte';
import Questions from './Questions.svelte';

const DOCUMENT = `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths: { /books: { get: { operationId: listBooks, summary: Every book there is, responses: { '200': { description: ok } } } } }
`;

async function keep(
	{ storage }: SmallApp,
	title: string,
	uses: readonly CreationId[] = [],
): Promise<CreationId> {
	const id = newCreationId();
	const now = Date.now();
	const links = Object.fromEntries(
		uses.map((to, index) => [`used-${index}`, { ref: urnOf(to), range: '^1.0.0' }]),
	);
	const manifest = {
		...{ id: urnOf(id), name: 'x', title, kind: 'api', version: '1.0.0', entry: 'src/index.ts' },
		...{ openapi: 'openapi.yaml', links },
	};
	const made = await storage.create(
		{
			...{ id, kind: 'api', title, summary: '', tags: [], isFavourite: false },
			...{ createdAt: now, updatedAt: now, versionCount: 0, head: null },
		},
		new Map([
			['aether.json', JSON.stringify(manifest)],
			['openapi.yaml', DOCUMENT],
		]),
		[],
	);
	if (!made.ok) throw new Error(made.error.message);
	return id;
}

async function meshOf({ app }: SmallApp) {
	const mesh = await app.mesh();
	if (!mesh.ok) throw new Error(mesh.error.message);
	return mesh.value;
}

test('links are drawn and listed, with what went over them and whom a change would reach', async () => {
	const small = await smallApp();
	const store = await keep(small, 'Store');
	const books = await keep(small, 'Books', [store]);
	const reader = await keep(small, 'Reader', [books]);
	const mesh = await meshOf(small);
	const span = { traceId: 't', operation: 'listBooks', at: Date.now(), ms: 12, status: 200 };
	mesh.traces.add({ ...span, id: 'b', parentId: 'a', from: reader, to: books });
	mesh.traces.add({ ...span, id: 'a', parentId: undefined, from: null, to: reader, ms: 20 });
	await renderWithin(small, Mesh, {});
	await expect
		.element(page.getByRole('list', { name: 'Links of Reader' }))
		.toHaveTextContent('1 call, no errors, p95 12 ms, last');
	await expect.element(page.getByRole('group', { name: 'Books, API, uses 1' })).toBeInTheDocument();
	await userEvent.click(page.getByText('What breaks if this changes').first());
	await expect
		.element(page.getByRole('list', { name: 'Reached by a change of Store', includeHidden: true }))
		.toHaveTextContent(/Books directly\s*Reader over others/);
	const calls = page.getByRole('list', { name: 'Calls' });
	await expect.element(calls).toHaveTextContent(/You.*Reader listBooks 200.*Books listBooks 200/);
	expect(await seriousFindings()).toEqual([]);
});

test('an operation is found by what it is for, and leads to its form', async () => {
	const small = await smallApp();
	const books = await keep(small, 'Books');
	await renderWithin(small, Mesh, {});
	await userEvent.fill(page.getByRole('searchbox', { name: 'Search operations' }), 'evry book');
	await expect
		.element(page.getByRole('list', { name: 'Found operations' }).getByRole('link'))
		.toHaveAttribute('href', `/c/${books}?operation=listBooks`);
	await userEvent.fill(page.getByRole('searchbox', { name: 'Search operations' }), 'zzz');
	await expect.element(page.getByText('No operation matches “zzz”.')).toBeVisible();
});

test.each([
	[true, 'Make an adapter', 'adapt'],
	[false, 'Keep old operation', 'keep'],
	[false, 'Update the users', 'update'],
	[false, 'Land anyway', 'land'],
	[false, 'Cancel', 'cancel'],
	[false, 'Close', 'cancel'],
] as const)(
	'a change that breaks others is asked about: adaptable %s, %s',
	async (isAdaptable, name, decision) => {
		const small = await smallApp();
		const { questions } = await meshOf(small);
		await render(Questions, { app: small.app });
		const breakage: Breakage = {
			...{ user: newCreationId(), title: 'Reading list', alias: 'books', isAdaptable },
			changes: [{ operation: 'listBooks', effect: 'breaking', sentence: 'listBooks is gone' }],
		};
		await expect.poll(() => questions.isAttended).toBe(true);
		const decided = questions.ask({
			...{ creationId: newCreationId(), title: 'Books', breakages: [breakage] },
			whyNotKept: '',
		});
		const dialog = page.getByRole('dialog', { name: 'This breaks Reading list' });
		await expect.element(dialog.getByRole('list')).toHaveTextContent('listBooks is gone.');
		await userEvent.click(dialog.getByRole('button', { name, exact: true }));
		expect(await decided).toBe(decision);
		await expect.element(dialog).not.toBeInTheDocument();
	},
);
