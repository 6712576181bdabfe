import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#lib/kinds/index.ts';
import { COMPOSITE_PATH, readComposite, type Composite } from '#lib/model/composite.ts';
import { textOf } from '#lib/model/files.ts';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import { readLock, LOCK_PATH } from '#lib/model/lock.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { ok } from '#lib/model/result.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { readManifest } from '../creation/assemble.ts';
import { execute, type Command } from '../command.ts';
import { addLink, updateLink } from '../mesh/link.ts';
import { restoreVersion, saveVersion } from '../version/version.ts';
import { booksDocument, makeBooks, makeNotes, makePrices } from './composite.test-data.ts';
import { addPanel, arrangePanel, removePanel, renamePanel, unwirePanels, wirePanels } from './composite.ts';
import { CompositeRun } from './composite-run.svelte.ts';
import { createComposite } from './create.ts';

let house: MeshHouse;
let [books, prices, notes] = ['', '', ''] as unknown as [CreationId, CreationId, CreationId];

beforeAll(async () => {
	house = await openMeshHouse(kinds);
	[books, prices, notes] = [await makeBooks(house), await makePrices(house), await makeNotes(house)];
});
afterAll(() => house.close());

async function does<Input, Output>(command: Command<Input, Output>, input: NoInfer<Input>): Promise<Output> {
	const done = await execute(command, input, house.services);
	if (!done.ok) throw new Error(`${done.error.type}: ${done.error.message} ${done.error.detail ?? ''}`);
	return done.value;
}
async function refuses<Input, Output>(
	command: Command<Input, Output>,
	input: NoInfer<Input>,
): Promise<string> {
	const done = await execute(command, input, house.services);
	return done.ok ? 'done' : done.error.type;
}

interface Now {
	readonly composite: Composite;
	readonly manifest: Manifest;
	readonly locked: Record<string, string[]>;
	readonly versions: number;
}

async function now(id: CreationId): Promise<Now> {
	const versions = await (await house.services.history()).log(id);
	const read = await house.services.workspaces.with(id, ({ files }) => {
		const [composite, manifest] = [readComposite(textOf(files.get(COMPOSITE_PATH))), readManifest(files)];
		if (!composite.ok || !manifest.ok) throw new Error('The composite is broken.');
		const { links } = readLock(textOf(files.get(LOCK_PATH)));
		const locked = Object.entries(links).map(([alias, { operations }]) => [alias, Object.keys(operations)]);
		return Promise.resolve(
			ok({
				composite: composite.value,
				manifest: manifest.value,
				locked: Object.fromEntries(locked) as Now['locked'],
			}),
		);
	});
	if (!read.ok || !versions.ok) throw new Error('The composite cannot be read.');
	return { ...read.value, versions: versions.value.length };
}

const panel = (target: CreationId, operation: string) => ({ type: 'operation' as const, target, operation });

/** Books, the one that is chosen, what it costs, and the number of books. */
async function shop(): Promise<CreationId> {
	const creationId = await does(createComposite, { title: 'Shop' });
	await does(addPanel, { creationId, panel: panel(books, 'listBooks') });
	await does(addPanel, { creationId, panel: panel(books, 'getBook') });
	await does(addPanel, { creationId, panel: panel(prices, 'priceOf') });
	await does(addPanel, { creationId, panel: { type: 'value' }, title: 'Count' });
	await does(addPanel, { creationId, panel: { type: 'app', target: notes } });
	const wires = [
		{ from: { panel: 'listbooks', output: 'answer' }, to: { panel: 'count', field: 'value' }, map: 'length' },
		{ from: { panel: 'listbooks', output: 'item.id' }, to: { panel: 'getbook', field: 'id' }, run: true },
		{
			from: { panel: 'getbook', output: 'answer.pages' },
			to: { panel: 'priceof', field: 'pages' },
			run: true,
		},
	];
	for (const wire of wires) await does(wirePanels, { creationId, wire });
	return creationId;
}

async function begun(creationId: CreationId) {
	const run = new CompositeRun(creationId, house.services.mesh);
	const { manifest, composite } = await now(creationId);
	await run.read(manifest, composite);
	const at = (id: string) => {
		const found = run.panel(id);
		if (!found) throw new Error(id);
		return found;
	};
	return { run, at };
}

test('a composite links what its panels use and no more, each change is one version, and all of it is taken back', async () => {
	const creationId = await shop();
	const made = await now(creationId);
	expect(made.manifest.links).toEqual({
		books: { ref: urnOf(books), range: '^1.0.0', operations: ['listBooks', 'getBook'] },
		prices: { ref: urnOf(prices), range: '^1.0.0', operations: ['priceOf'] },
		notes: { ref: urnOf(notes), range: '^1.0.0', operations: [] },
	});
	expect(made.locked).toEqual({
		books: expect.arrayContaining(['listBooks', 'getBook']) as string[],
		prices: ['priceOf'],
	});
	expect(made.versions).toBe(1 + 5 + 3);
	await does(renamePanel, { creationId, panel: 'count', title: 'How many' });
	await does(arrangePanel, { creationId, place: { panel: 'count', x: 0, y: 0, w: 12, h: 2 } });
	await does(unwirePanels, { creationId, to: { panel: 'priceof', field: 'pages' } });
	await does(removePanel, { creationId, panel: 'getbook' });
	await does(removePanel, { creationId, panel: 'priceof' });
	await does(removePanel, { creationId, panel: 'notes' });
	const rest = await now(creationId);
	expect(rest.manifest.links).toEqual({
		books: { ...made.manifest.links?.['books'], operations: ['listBooks'] },
	});
	expect(rest.locked).toEqual({ books: ['listBooks'] });
	expect(rest.composite.panels.map(({ title }) => title)).toEqual(['All books', 'How many']);
	expect(rest.composite.wires).toHaveLength(1);
	const log = await (await house.services.history()).log(creationId);
	if (!log.ok || !log.value[6]) throw new Error('no history');
	await does(restoreVersion, { creationId, version: log.value[6].id });
	expect((await now(creationId)).composite).toEqual(made.composite);
	expect((await now(creationId)).manifest.links).toEqual(made.manifest.links);
});

test('what would go in a circle, is not there or cannot be read is refused, and nothing is written', async () => {
	const creationId = await shop();
	const before = await now(creationId);
	const wire = (from: string, to: string, map?: string) => ({
		from: { panel: from, output: 'answer' },
		to: { panel: to, field: 'word' },
		...(map === undefined ? {} : { map }),
	});
	expect(await refuses(wirePanels, { creationId, wire: wire('priceof', 'listbooks') })).toBe('wire-cyclic');
	expect(await refuses(wirePanels, { creationId, wire: wire('gone', 'listbooks') })).toBe('panel-missing');
	expect(await refuses(wirePanels, { creationId, wire: wire('listbooks', 'count', '.[') })).toBe(
		'expression-invalid',
	);
	expect(await refuses(addPanel, { creationId, panel: panel(books, 'gone') })).toBe('operation-missing');
	expect(await refuses(addPanel, { creationId, panel: { type: 'app', target: books } })).toBe('app-expected');
	expect(await refuses(addPanel, { creationId, panel: { type: 'app', target: creationId } })).toBe(
		'link-self',
	);
	const other = await does(createComposite, { title: 'Outer' });
	await does(addPanel, { creationId: other, panel: { type: 'app', target: creationId } });
	expect(await refuses(addPanel, { creationId, panel: { type: 'app', target: other } })).toBe('link-cyclic');
	expect(await now(creationId)).toEqual(before);
});

test('two changes at one moment are both kept', async () => {
	const creationId = await does(createComposite, { title: 'Twice' });
	await Promise.all([
		does(addPanel, { creationId, panel: panel(books, 'listBooks') }),
		does(addPanel, { creationId, panel: panel(books, 'getBook') }),
		does(addPanel, { creationId, panel: { type: 'value' }, title: 'Word' }),
	]);
	const { composite, manifest } = await now(creationId);
	expect(composite.panels.map(({ id }) => id)).toEqual(['listbooks', 'getbook', 'word']);
	expect(manifest.links?.['books']?.operations).toEqual(['listBooks', 'getBook']);
});

test('what one panel gives fills the next and sends it, over three creations, as the composite', async () => {
	const { run, at } = await begun(await shop());
	await run.submit(at('listbooks'));
	expect(at('listbooks').answer).toMatchObject({
		status: 200,
		value: [{ title: 'Dune' }, { title: 'Emma' }],
	});
	expect(at('count').values).toEqual({ value: 2 });
	expect(at('getbook').answer).toBeUndefined();
	await run.choose(at('listbooks'), { id: 'b', title: 'Emma', pages: 320 });
	expect(at('getbook').answer?.value).toMatchObject({ title: 'Emma' });
	expect(at('priceof').values).toEqual({ pages: 320 });
	expect(at('priceof').answer?.value).toEqual({ euros: 16 });
	at('getbook').fill('id', 'zzz');
	await run.submit(at('getbook'));
	expect(at('getbook').problem?.message).toBe('There is no such book.');
});

test('a mapping that fails on the data is said at the field that it should fill', async () => {
	const creationId = await shop();
	const wire = {
		from: { panel: 'listbooks', output: 'answer' },
		to: { panel: 'count', field: 'value' },
		map: '.title',
	};
	await does(wirePanels, { creationId, wire });
	const { run, at } = await begun(creationId);
	await run.submit(at('listbooks'));
	expect(at('count').faults['value']).toContain('Cannot index array');
});

test('a change of a linked creation that would break a panel is asked about first, and a refused one lands nowhere', async () => {
	const creationId = await shop();
	const { questions } = house.services.mesh;
	const narrow = async (idType: string) => {
		await house.services.workspaces.with(books, async (workspace) => {
			await workspace.loadHead();
			workspace.tree.write(new Map([['openapi.yaml', booksDocument(idType)]]), 'person');
			await workspace.tree.saved();
			return ok(undefined);
		});
		return execute(saveVersion, { creationId: books }, house.services);
	};
	const leave = questions.attend();
	const decide = async (decision: 'cancel' | 'land') => {
		await expect.poll(() => questions.open.length).toBe(1);
		expect(questions.open[0]?.breakages.map(({ user }) => user)).toContain(creationId);
		questions.open[0]?.decide(decision);
	};
	const refused = narrow('integer');
	await decide('cancel');
	expect(await refused).toMatchObject({ ok: false, error: { type: 'change-cancelled' } });
	expect((await narrow('string')).ok).toBe(true);
	const allowed = narrow('integer');
	await decide('land');
	expect((await allowed).ok).toBe(true);
	leave();
	const { run, at } = await begun(creationId);
	at('getbook').fill('id', 7);
	await run.submit(at('getbook'));
	expect(at('getbook').problem).toMatchObject({ type: 'link-outdated', action: 'Update the link' });
	await does(updateLink, { creationId, alias: 'books' });
	await run.submit(at('getbook'));
	expect(at('getbook').problem?.type).toBe('answer-bad');
	await narrow('string');
	await does(addLink, { creationId, alias: 'books', target: books });
});
