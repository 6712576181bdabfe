import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#lib/kinds/index.ts';
import { LOCK_PATH } from '#lib/model/lock.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { creationIdOfUrn, urnOf, type CreationId } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { createArchive } from '#lib/services/archive/create-archive.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { addPanel } from '../composite/composite.ts';
import { makeBooks, makeNotes, makePrices } from '../composite/composite.test-data.ts';
import { CompositeRun } from '../composite/composite-run.svelte.ts';
import { createComposite } from '../composite/create.ts';
import { execute } from '../command.ts';
import { readManifest } from '../creation/assemble.ts';
import { eraseCreation } from '../creation/shelf.ts';
import { readComposite } from '#lib/model/composite.ts';
import { CLOSURE_PATH } from './closure.ts';
import { exportClosure, importZip } from './share.ts';

let [here, there]: MeshHouse[] = [];
let composite: CreationId;
let used: readonly CreationId[];
let file: File;

const houses = (): [MeshHouse, MeshHouse] => {
	if (!here || !there) throw new Error('No houses.');
	return [here, there];
};

beforeAll(async () => {
	[here, there] = [await openMeshHouse(kinds), await openMeshHouse(kinds)];
	const [books, prices, notes] = [await makeBooks(here), await makePrices(here), await makeNotes(here)];
	used = [books, prices, notes];
	const made = await execute(createComposite, { title: 'Shop' }, here.services);
	if (!made.ok) throw new Error(made.error.message);
	composite = made.value;
	const panels = [
		{ type: 'operation' as const, target: books, operation: 'listBooks' },
		{ type: 'operation' as const, target: prices, operation: 'priceOf' },
		{ type: 'app' as const, target: notes },
	];
	for (const panel of panels) {
		const added = await execute(addPanel, { creationId: composite, panel }, here.services);
		if (!added.ok) throw new Error(added.error.message);
	}
	const exported = await execute(exportClosure, { creationId: composite }, here.services);
	if (!exported.ok) throw new Error(`${exported.error.message} ${exported.error.detail ?? ''}`);
	file = exported.value;
});
afterAll(() => {
	for (const house of houses()) house.close();
});

async function filesOf({ services }: MeshHouse, id: CreationId) {
	const files = await services.workspaces.with(id, (workspace) => Promise.resolve(ok(workspace.files)));
	if (!files.ok) throw new Error(files.error.message);
	return files.value;
}

async function manifestOf(house: MeshHouse, id: CreationId): Promise<Manifest> {
	const manifest = readManifest(await filesOf(house, id));
	if (!manifest.ok) throw new Error(manifest.error.message);
	return manifest.value;
}

/** What its first panel answers. */
async function booksBy(house: MeshHouse, id: CreationId): Promise<unknown> {
	const read = readComposite(String((await filesOf(house, id)).get('composite.json')));
	if (!read.ok) throw new Error(read.error.message);
	const run = new CompositeRun(id, house.services.mesh);
	await run.read(await manifestOf(house, id), read.value);
	const [panel] = run.panels;
	if (panel) await run.submit(panel);
	return panel?.problem ?? panel?.answer?.value;
}

test('one file carries the composite and all that it uses, each byte for byte, and it works where it comes in', async () => {
	const [from, to] = houses();
	const taken = await execute(importZip, { file }, to.services);
	expect(taken).toEqual({ ok: true, value: composite });
	for (const id of [...used, composite]) expect(await filesOf(to, id)).toEqual(await filesOf(from, id));
	expect(await booksBy(to, composite)).toMatchObject([{ title: 'Dune' }, { title: 'Emma' }]);
	const log = await (await to.services.history()).log(composite);
	expect(log.ok && log.value).toHaveLength(4);
});

test('where some of it is there already, the others keep their names and all links lead to what came along', async () => {
	const [, to] = houses();
	await execute(eraseCreation, { creationId: used[0] ?? composite }, to.services);
	const taken = await execute(importZip, { file }, to.services);
	if (!taken.ok) throw new Error(taken.error.message);
	expect(taken.value).not.toBe(composite);
	const { id, links } = await manifestOf(to, taken.value);
	expect(id).toBe(urnOf(taken.value));
	const refs = Object.values(links ?? {}).map(({ ref }) => creationIdOfUrn(ref));
	expect(refs[0]).toBe(used[0]);
	expect(refs.slice(1)).not.toContain(used[1]);
	for (const ref of refs) expect(ref && (await to.services.storage.creation(ref))).toBeTruthy();
	const lock = String((await filesOf(to, taken.value)).get(LOCK_PATH));
	expect(lock).toContain(refs[1]);
	expect(lock).not.toContain(used[1]);
	expect(await booksBy(to, taken.value)).toMatchObject([{ title: 'Dune' }, { title: 'Emma' }]);
});

test('a file that was changed on its way is refused whole', async () => {
	const [, to] = houses();
	const archive = createArchive();
	const opened = await archive.unzip(new Uint8Array(await file.arrayBuffer()));
	if (!opened.ok) throw new Error(opened.error.message);
	const files = new Map(opened.value.files);
	const list = JSON.parse(String(files.get(CLOSURE_PATH))) as {
		creations: { file: string; title: string }[];
	};
	expect(list.creations.map(({ title }) => title)).toEqual(['books', 'prices', 'notes', 'Shop']);
	const before = await to.services.storage.usage();
	const shop = await filesOf(to, composite);
	const other = await archive.zip({ files: shop, git: new Map(), data: new Map(), bytes: new Map() });
	if (!other.ok) throw new Error(other.error.message);
	for (const changed of [
		new Map(files).set(list.creations[0]?.file ?? '', other.value),
		new Map(files).set(CLOSURE_PATH, '{}'),
	]) {
		const bad = await archive.zip({ ...opened.value, files: changed });
		if (!bad.ok) throw new Error(bad.error.message);
		const taken = await execute(importZip, { file: new Blob([bad.value]) }, to.services);
		expect(taken).toMatchObject({ ok: false, error: { type: 'archive-invalid' } });
	}
	expect(await to.services.storage.usage()).toBe(before);
	expect(files.has(MANIFEST_PATH)).toBe(false);
});

test('what links to something that is gone is not exported as if it were whole', async () => {
	const [from] = houses();
	await execute(eraseCreation, { creationId: used[2] ?? composite }, from.services);
	expect(await execute(exportClosure, { creationId: composite }, from.services)).toMatchObject({
		ok: false,
		error: { type: 'link-broken', message: expect.stringContaining('Shop') as string },
	});
});
