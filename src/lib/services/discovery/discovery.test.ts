import { expect, test } from 'vitest';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import { createDiscovery } from './create-discovery.ts';
import type { Published } from '#lib/model/published.ts';

/** Creations in a map that tells of its changes. */
function shelf() {
	const rows = new Map<CreationId, Published>();
	const listeners: ((id: CreationId) => void)[] = [];
	const put = (
		title: string,
		operations: readonly (readonly [string, string])[],
		uses: readonly CreationId[] = [],
	) => {
		const creationId = newCreationId();
		rows.set(creationId, {
			...{ creationId, title, kind: 'api', version: '1.0.0' },
			operations: operations.map(([operation, summary]) => ({
				operation,
				summary,
				method: 'get',
				path: `/${title}`,
			})),
			links: uses.map((to) => ({ alias: 'used', to, range: '*' })),
		});
		for (const tell of listeners) tell(creationId);
		return creationId;
	};
	return {
		put,
		remove: (id: CreationId) => {
			rows.delete(id);
			for (const tell of listeners) tell(id);
		},
		discovery: createDiscovery({
			ids: () => Promise.resolve(ok([...rows.keys()])),
			read: (id) => Promise.resolve(rows.get(id)),
			watch: (listener) => listeners.push(listener),
		}),
	};
}

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
}

test('an operation is found by parts of its name, by what it is for, by its creation, and with a typo', async () => {
	const { put, discovery } = shelf();
	put('Books', [
		['listBooks', 'Every book there is'],
		['addBook', 'Keeps a book'],
	]);
	put('Weather', [['forecast', 'Wie das Wetter über Berlin wird']]);
	const names = async (text: string) =>
		valueOf(await discovery.search(text)).map(({ operation }) => operation);
	expect((await names('list'))[0]).toBe('listBooks');
	expect((await names('keeps'))[0]).toBe('addBook');
	expect((await names('weather'))[0]).toBe('forecast');
	expect((await names('uber berlin'))[0]).toBe('forecast');
	expect((await names('forcast'))[0]).toBe('forecast');
	expect(await names('')).toEqual([]);
	expect(valueOf(await discovery.search('book', 1))).toHaveLength(1);
});

test('what is made, changed or removed later is found, or not, at the next question', async () => {
	const { put, remove, discovery } = shelf();
	expect(valueOf(await discovery.search('books'))).toEqual([]);
	const id = put('Books', [['listBooks', '']]);
	expect(valueOf(await discovery.search('books'))).toHaveLength(1);
	remove(id);
	expect(valueOf(await discovery.search('books'))).toEqual([]);
	expect(valueOf(await discovery.list())).toEqual([]);
});

test('who uses a creation is known from the links of the others', async () => {
	const { put, discovery } = shelf();
	const books = put('Books', []);
	put('Reading list', [], [books]);
	put('Weather', []);
	expect(valueOf(await discovery.users(books)).map(({ title }) => title)).toEqual(['Reading list']);
});

test('a source that cannot be read is asked again the next time', async () => {
	let isBroken = true;
	const discovery = createDiscovery({
		ids: () =>
			Promise.resolve(
				isBroken ? { ok: false, error: { type: 'storage-closed', message: 'Closed.' } } : ok([]),
			),
		read: () => Promise.resolve(undefined),
		watch: () => undefined,
	});
	expect((await discovery.list()).ok).toBe(false);
	isBroken = false;
	expect((await discovery.list()).ok).toBe(true);
});
