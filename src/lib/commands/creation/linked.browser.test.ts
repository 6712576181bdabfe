import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#lib/kinds/index.ts';
import type { CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Spec } from '#lib/model/spec.ts';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import { assemble } from './assemble.ts';
import { planOf } from './plan.ts';

const READING: Spec = {
	sentence: 'A reading list with an API',
	title: 'Books',
	kind: 'app',
	also: ['api'],
	kit: 'tracker',
	entities: [
		{
			name: 'book',
			label: 'Book',
			plural: 'Books',
			fields: [
				{ name: 'title', label: 'Title', type: 'text', required: true },
				{ name: 'status', label: 'Status', type: 'enum', options: ['To read', 'Reading', 'Finished'] },
				{ name: 'rating', label: 'Rating', type: 'rating' },
				{ name: 'pages', label: 'Pages', type: 'integer' },
				{ name: 'readOn', label: 'Read on', type: 'date' },
			],
		},
	],
	features: [],
	triggers: [],
	steps: [],
	options: {},
};

let house: MeshHouse;
const made = new Map<KindId, CreationId>();

beforeAll(async () => {
	house = await openMeshHouse(kinds);
	for (const { id, spec, links, refs } of await planOf(READING, kinds)) {
		const kind = kinds[spec.kind];
		if (!kind) throw new Error(spec.kind);
		const files = await assemble(kind, spec, id, { links, refs });
		if (!files.ok) throw new Error(`${files.error.message} ${files.error.detail ?? ''}`);
		await house.keep(id, spec.kind, spec.title, files.value);
		made.set(spec.kind, id);
	}
});
afterAll(() => house.close());

async function ask(kind: KindId, method: string, path: string, body?: unknown) {
	const id = made.get(kind);
	if (!id) throw new Error(`No ${kind} was made.`);
	const init =
		body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
	const answer = await house.services.mesh.inspect(
		id,
		new Request(`https://x.test${path}`, { method, ...init }),
	);
	if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail ?? ''}`);
	const text = await answer.value.response.text();
	const value: unknown = text === '' ? null : JSON.parse(text);
	const { requestViolations, responseViolations } = answer.value;
	return {
		status: answer.value.response.status,
		value,
		violations: [...requestViolations, ...responseViolations],
	};
}

test('the wish becomes a database, an API that uses it and an app that uses the API, in this order', async () => {
	const plan = await planOf(READING, kinds);
	expect(plan.map(({ spec, links }) => [spec.kind, Object.keys(links)])).toEqual([
		['database', []],
		['api', ['db']],
		['app', ['api']],
	]);
});

test('what the API is given lies in the database, fits every document on the way, and comes back changed', async () => {
	const book = { title: 'Dune', status: 'Reading', rating: 5, pages: 412, readOn: '2026-11-26' };
	const added = await ask('api', 'POST', '/books', book);
	expect(added).toMatchObject({ status: 201, value: book, violations: [] });
	const { id } = added.value as { id: string };
	expect(await ask('api', 'PATCH', `/books/${id}`, { pages: 500 })).toMatchObject({
		status: 200,
		violations: [],
	});
	expect(await ask('api', 'GET', '/books')).toMatchObject({
		status: 200,
		value: [{ title: 'Dune', pages: 500 }],
		violations: [],
	});
	const rows = await ask('database', 'POST', '/query', { sql: 'SELECT title, pages FROM books' });
	expect(rows).toMatchObject({ status: 200, violations: [] });
	expect(JSON.stringify(rows.value)).toContain('500');
	expect(await ask('api', 'DELETE', `/books/${id}`)).toMatchObject({ status: 204, violations: [] });
	expect(await ask('api', 'GET', '/books')).toMatchObject({ value: [], violations: [] });
});

test('an app that holds a link has the rows of the API in its files, and no other way to them', async () => {
	const kind = kinds.app;
	const files = await kind?.render(READING, { api: { kind: 'api', title: 'Books API' } });
	const paths = files?.ok ? [...files.value.keys()] : [];
	expect(paths).toContain('src/remote.ts');
	expect(paths).not.toContain(MANIFEST_PATH);
});
