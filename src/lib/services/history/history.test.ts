import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bytesOf, type FileContent, type Files } from '#lib/model/files.ts';
import { newCreationId, newMessageId, type ObjectId } from '#lib/model/id.ts';
import type { Result } from '#lib/model/result.ts';
import type { Version } from '#lib/model/version.ts';
import { createHistory } from './create-history.ts';
import { pathOfObject } from './file-system.ts';
import { hashObject } from './repository.ts';
import { filesInMemory, type RepositoryFiles } from './repository-files.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const start: Files = new Map<string, FileContent>([
	['aether.json', '{"name":"recipes"}\n'],
	['src/main.tsx', 'export const a = 1;\n'],
	['src/parts/list.tsx', 'export const list = [];\n'],
	['src/parts/ünïcode 😀.md', '# grüß\n'],
	['！.md', 'sorts after the smile in UTF-8, before it in UTF-16\n'],
	['icon.png', new Uint8Array([137, 80, 0, 255])],
	['empty.txt', ''],
]);
const facts = { message: 'Create recipes', author: { type: 'starter' }, at: 1_700_000_000_000 } as const;

/** A store that can be looked into and damaged. */
function openStore() {
	const held = new Map<string, Uint8Array>();
	const calls: number[] = [];
	const files: RepositoryFiles = {
		read: (_id, paths) => Promise.resolve({ ok: true, value: paths.map((path) => held.get(path)) }),
		list: () => Promise.resolve({ ok: true, value: [...held.keys()] }),
		write: (_id, writes, guard) => {
			const was = held.get(guard.path);
			if (String(was) !== String(guard.was)) return Promise.resolve({ ok: true, value: 'moved' });
			calls.push(writes.size);
			for (const [path, bytes] of writes) held.set(path, bytes);
			return Promise.resolve({ ok: true, value: 'written' });
		},
	};
	return { held, calls, files, history: createHistory(files), id: newCreationId() };
}

function valueOf<T>(result: Result<T, unknown>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

function folderWith(files: Files): string {
	const folder = mkdtempSync(join(tmpdir(), 'aether-git-'));
	folders.push(folder);
	for (const [path, content] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), bytesOf(content));
	}
	return folder;
}

function filesIn(folder: string): Map<string, FileContent> {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	const paths = entries.map((entry) => join(entry.parentPath, entry.name));
	return new Map(paths.map((path) => [relative(folder, path), new Uint8Array(readFileSync(path))]));
}

const git = (folder: string, ...args: string[]): string =>
	execFileSync('git', ['-C', folder, ...args], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	}).trim();

const bytesByPath = (files: Files) =>
	Object.fromEntries([...files].sort().map(([path, content]) => [path, [...bytesOf(content)]]));

test('a version comes back as it was, with who, when and why', async () => {
	const { history, id } = openStore();
	const messageId = newMessageId();
	const made = valueOf(
		await history.commit(id, start, { ...facts, author: { type: 'model', model: 'gpt-9 <x>' }, messageId }),
	);
	expect(valueOf(await history.read(id, made.id))).toEqual(start);
	expect(made).toMatchObject({
		message: 'Create recipes',
		author: { type: 'model', model: 'gpt-9 x' },
		messageId,
		at: facts.at,
	});
	expect(made.tree).toBe(await history.treeHash(start));
	expect(valueOf(await history.log(id))).toEqual([made]);
});

test('an equal tree makes no version', async () => {
	const { history, id, calls } = openStore();
	const first = valueOf(await history.commit(id, start, facts));
	const second = valueOf(await history.commit(id, new Map(start), { ...facts, message: 'Again' }));
	expect(second).toEqual(first);
	expect(calls).toHaveLength(1);
});

test('a commit writes only what changed, in one go', async () => {
	const { history, id, calls } = openStore();
	await history.commit(id, start, facts);
	await history.commit(id, new Map(start).set('src/parts/list.tsx', 'changed\n'), facts);
	// One blob, three trees, the commit and the ref.
	expect(calls).toEqual([expect.any(Number), 6]);
});

test('a history that starts anew in another tab writes only what changed as well', async () => {
	const { history, files, id, calls } = openStore();
	await history.commit(id, start, facts);
	await createHistory(files).commit(id, new Map(start).set('src/parts/list.tsx', 'changed\n'), facts);
	expect(calls[1]).toBe(6);
});

test('two tabs that commit at once lose nothing', async () => {
	const { history, files, id } = openStore();
	const other = createHistory(files);
	await history.commit(id, start, facts);
	await Promise.all(
		Array.from({ length: 6 }, (_, i) =>
			(i % 2 === 0 ? history : other).commit(id, new Map(start).set('n', String(i)), {
				...facts,
				message: `m${i}`,
			}),
		),
	);
	const messages = valueOf(await history.log(id)).map((version) => version.message);
	expect(messages.sort()).toEqual(['Create recipes', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5']);
});

test('a restore is a new version that names the old one', async () => {
	const { history, id } = openStore();
	const first = valueOf(await history.commit(id, start, facts));
	await history.commit(id, new Map([['only', 'this']]), facts);
	const restored = valueOf(
		await history.commit(id, valueOf(await history.read(id, first.id)), {
			...facts,
			message: 'Restore',
			restored: first.id,
		}),
	);
	expect(restored).toMatchObject({ tree: first.tree, restored: first.id });
});

test('changes are told by path with their lines', async () => {
	const { history, id } = openStore();
	const first = valueOf(await history.commit(id, start, facts));
	const next = new Map(start)
		.set('src/main.tsx', 'export const a = 2;\nexport const b = 3;\n')
		.set('new.txt', 'a\nb');
	next.delete('icon.png');
	const second = valueOf(await history.commit(id, next, facts));
	expect(valueOf(await history.changes(id, first.id, second.id))).toEqual([
		{ path: 'icon.png', status: 'removed', added: 0, removed: 0 },
		{ path: 'new.txt', status: 'added', added: 2, removed: 0 },
		{ path: 'src/main.tsx', status: 'changed', added: 2, removed: 1 },
	]);
	expect(valueOf(await history.changes(id, null, first.id))).toHaveLength(start.size);
});

test('the log goes on from where it stopped', async () => {
	const { history, id } = openStore();
	for (let i = 0; i < 5; i++)
		await history.commit(id, new Map([['n', String(i)]]), { ...facts, message: `m${i}` });
	const first = valueOf(await history.log(id, { limit: 2 }));
	const from = first.at(-1)?.parents[0];
	const rest = valueOf(await history.log(id, from ? { from } : {}));
	expect([...first, ...rest].map((version) => version.message)).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
});

test.each([
	['a name with <brackets>', { message: 'x', author: { type: 'person', name: '<Ada> "L" , ' } }],
	['no name at all', { message: '', author: { type: 'person', name: ' . ' } }],
	[
		'a long message',
		{ message: 'Line one\n\nBody\nwith lines\n\n\n', author: { type: 'person', name: 'Ada' } },
	],
] as const)('stock Git finds no fault with %s and clones it', async (_case, odd) => {
	const { history, id } = openStore();
	await history.commit(id, start, odd);
	const last = new Map(start).set('src/deep/er/file.ts', 'x\n');
	const head = valueOf(await history.commit(id, last, { ...facts, messageId: newMessageId() }));
	const exported = valueOf(await history.exportRepository(id));
	const folder = folderWith(
		new Map([...last, ...[...exported].map(([path, content]) => [`.git/${path}`, content] as const)]),
	);
	mkdirSync(join(folder, '.git/refs/heads'), { recursive: true });
	expect(git(folder, 'fsck', '--strict', '--full')).toBe('');
	expect(git(folder, 'status', '--porcelain')).toBe('');
	expect(git(folder, 'rev-parse', 'HEAD^{tree}')).toBe(head.tree);
	const clone = mkdtempSync(join(tmpdir(), 'aether-clone-'));
	folders.push(clone);
	git(folder, 'clone', '--quiet', '--no-local', folder, join(clone, 'copy'));
	const cloned = filesIn(join(clone, 'copy'));
	for (const path of cloned.keys()) if (path.startsWith('.git/')) cloned.delete(path);
	expect(bytesByPath(cloned)).toEqual(bytesByPath(last));
});

test('our own export comes in again with the same versions', async () => {
	const { history, id } = openStore();
	await history.commit(id, start, facts);
	const head = valueOf(await history.commit(id, new Map(start).set('a', 'b'), facts));
	const exported = valueOf(await history.exportRepository(id));
	const there = openStore();
	expect(valueOf(await there.history.importRepository(there.id, exported))).toEqual(head);
	expect(valueOf(await there.history.log(there.id))).toEqual(valueOf(await history.log(id)));
});

test('a packed repository made by stock Git comes in', async () => {
	const folder = folderWith(
		new Map([
			['readme.md', '# Hello\n'.repeat(500)],
			['src/a.ts', 'export {};\n'],
		]),
	);
	git(folder, 'init', '--quiet', '--initial-branch=trunk');
	git(folder, 'config', 'user.name', 'Ada');
	git(folder, 'config', 'user.email', 'ada@example.com');
	git(folder, 'add', '.');
	git(folder, 'commit', '--quiet', '-m', 'First');
	writeFileSync(join(folder, 'readme.md'), '# Hello\n'.repeat(501));
	git(folder, 'commit', '--quiet', '-am', 'Second');
	git(folder, 'gc', '--quiet');
	git(folder, 'pack-refs', '--all');
	const { history, id } = openStore();
	const head = valueOf(await history.importRepository(id, filesIn(join(folder, '.git'))));
	expect(head.id).toBe(git(folder, 'rev-parse', 'HEAD'));
	expect(valueOf(await history.log(id)).map((version) => [version.message, version.author])).toEqual([
		['Second', { type: 'person', name: 'Ada' }],
		['First', { type: 'person', name: 'Ada' }],
	]);
	expect(valueOf(await history.read(id, head.id)).get('src/a.ts')).toBe('export {};\n');
});

async function damagedStore() {
	const store = openStore();
	const first: Version = valueOf(await store.history.commit(store.id, start, facts));
	const second = valueOf(
		await store.history.commit(store.id, new Map(start).set('src/main.tsx', 'new\n'), facts),
	);
	const blob: ObjectId = await hashObject('blob', 'new\n');
	const other = store.held.get(pathOfObject(await hashObject('blob', 'export const a = 1;\n')));
	if (other) store.held.set(pathOfObject(blob), other);
	return { ...store, first, second, blob };
}

test('an object whose hash is wrong is named, and other versions stay readable', async () => {
	const { history, id, first, second } = await damagedStore();
	const damaged = await history.read(id, second.id);
	expect(damaged).toMatchObject({ ok: false, error: { type: 'object-damaged', detail: 'src/main.tsx' } });
	expect(damaged.ok || damaged.error.message).toContain('Its other 6 files are intact');
	expect(valueOf(await history.read(id, first.id))).toEqual(start);
	expect(valueOf(await history.log(id))).toHaveLength(2);
});

test('a damaged version can still be saved over', async () => {
	const { held, files, id, second } = await damagedStore();
	held.set(pathOfObject(second.id), new Uint8Array([1, 2, 3]));
	const fresh = createHistory(files);
	expect(await fresh.log(id)).toMatchObject({ ok: false, error: { type: 'object-damaged' } });
	const saved = valueOf(await fresh.commit(id, start, { ...facts, message: 'Saved after damage' }));
	expect(valueOf(await fresh.read(id, saved.id))).toEqual(start);
	expect(valueOf(await fresh.log(id))).toHaveLength(1);
});

test('nothing of a damaged archive is taken in', async () => {
	const { history, id } = await damagedStore();
	const exported = valueOf(await history.exportRepository(id));
	const there = openStore();
	expect(await there.history.importRepository(there.id, exported)).toMatchObject({
		ok: false,
		error: { type: 'object-damaged' },
	});
	expect(there.held.size).toBe(0);
});

test('a repository with links is refused', async () => {
	const folder = folderWith(new Map([['a', 'b']]));
	git(folder, 'init', '--quiet');
	execFileSync('ln', ['-s', '/etc/passwd', join(folder, 'link')]);
	git(folder, 'add', '.');
	git(folder, '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'x');
	const { history, held, id } = openStore();
	expect(await history.importRepository(id, filesIn(join(folder, '.git')))).toMatchObject({
		ok: false,
		error: { type: 'repository-invalid' },
	});
	expect(held.size).toBe(0);
});

test('what was never made is missing, in plain words', async () => {
	const { history, id } = openStore();
	const unknown = await hashObject('blob', 'no version');
	expect(await history.read(id, unknown)).toMatchObject({ ok: false, error: { type: 'version-missing' } });
	expect(await history.exportRepository(id)).toMatchObject({ ok: false, error: { type: 'version-missing' } });
	expect(await history.importRepository(id, new Map([['HEAD', 'nonsense']]))).toMatchObject({
		ok: false,
		error: { type: 'version-missing' },
	});
	expect(valueOf(await history.log(id))).toEqual([]);
});

test('a store that refuses to write fails the commit and keeps the history', async () => {
	const { history, files, id } = openStore();
	await history.commit(id, start, facts);
	const full: RepositoryFiles = {
		...files,
		write: () => Promise.resolve({ ok: false, error: { type: 'quota-full', message: 'Full.' } }),
	};
	expect(await createHistory(full).commit(id, new Map([['a', 'b']]), facts)).toMatchObject({
		ok: false,
		error: { type: 'quota-full' },
	});
	expect(valueOf(await history.log(id))).toHaveLength(1);
});

test('memory alone is enough for a repository', async () => {
	const history = createHistory(filesInMemory());
	const made = valueOf(
		await history.commit(newCreationId(), new Map(), { ...facts, message: 'Nothing yet' }),
	);
	expect(made.tree).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
});
