import { describe, expect, test } from 'vitest';
import { isFilePath } from '#lib/model/files.ts';
import { importsOf } from '#lib/model/imports.ts';
import { FIELD_TYPES, specSchema, type Spec } from '#lib/model/spec.ts';
import { API_KIT_IDS, type ApiKitId } from './cues.ts';
import { apiKind } from './index.ts';
import { start } from './program.fixture.ts';
import { entity, sampleSpecs, specOf } from './specs.fixture.ts';

const manifest = JSON.stringify({
	id: 'urn:aether:01J00000000000000000000000',
	name: 'test',
	title: 'Test',
	kind: 'api',
	version: '1.0.0',
	license: 'MIT',
	tags: [],
	entry: 'src/index.ts',
	openapi: 'openapi.yaml',
});

function oddSpecs(id: ApiKitId): readonly Spec[] {
	const everything = entity(
		'thing',
		'Things',
		...FIELD_TYPES.map((type) => ({ name: `${type}Field`, label: `A ${type}`, type })),
	);
	const names = ['id', 'url', 'createdAt', 'updatedAt', 'constructor', 'order', 'limit', 'q'];
	const reserved = entity(
		'setting',
		'Settings',
		...names.map((name) => ({ name, label: name, type: 'text' as const })),
	);
	return [
		specOf(id, 'Empty'),
		specOf(id, 'No fields', { entities: [entity('plant', 'Plants')] }),
		specOf(id, `It's "quoted" \\ <b>&amp; *bold*</b> 🌱 שלום \u2028 # : - |`, { entities: [everything] }),
		specOf(id, 'Reserved', { entities: [reserved, entity('setting', 'Again'), entity('other', 'Settings')] }),
		specOf(id, 'Plural without letters', { entities: [entity('thing', 'שלום'), entity('sheep', 'Sheep')] }),
	];
}

async function rendered(spec: Spec): Promise<ReadonlyMap<string, string>> {
	const files = await apiKind.render(spec);
	if (!files.ok) throw new Error(files.error.message);
	return new Map([...files.value].map(([path, content]) => [path, String(content)]));
}

test('a kit that does not exist is a problem with a next action', async () => {
	const files = await apiKind.render({ ...sampleSpecs.records, kit: 'hologram' });
	expect(files).toMatchObject({ ok: false, error: { type: 'kit-missing' } });
});

test('one kit renders anything', () => {
	expect(apiKind.kits.filter(({ isGeneral }) => isGeneral).map(({ id }) => id)).toEqual(['records']);
});

describe.each(API_KIT_IDS)('%s', (id) => {
	test('equal specs give equal files', async () => {
		expect(await rendered(sampleSpecs[id])).toEqual(await rendered(structuredClone(sampleSpecs[id])));
	});

	test('a creation explains itself, carries its spec and passes its own checks', async () => {
		for (const spec of [sampleSpecs[id], ...oddSpecs(id)]) {
			const files = await rendered(spec);
			expect([...files.keys()]).toEqual(
				expect.arrayContaining([apiKind.entry, 'README.md', 'openapi.yaml', '.aether/spec.json']),
			);
			expect(specSchema.parse(JSON.parse(files.get('.aether/spec.json') ?? ''))).toEqual(spec);
			expect([...files.keys()].every(isFilePath)).toBe(true);
			expect(apiKind.check(new Map([...files, ['aether.json', manifest]]))).toEqual([]);
		}
	});

	test('it holds no file that nothing imports', async () => {
		const files = await rendered(sampleSpecs[id]);
		const imported = [...files].flatMap(([path, text]) =>
			importsOf(path.endsWith('.ts') ? text : '').map(({ specifier }) =>
				new URL(specifier, `file:///${path}`).pathname.slice(1),
			),
		);
		const sources = [...files.keys()].filter((path) => path.startsWith('src/') && path !== apiKind.entry);
		expect(imported).toEqual(expect.arrayContaining(sources));
	});

	test('every spec gives a program that starts, answers and refuses in the same way', async () => {
		for (const spec of [sampleSpecs[id], ...oddSpecs(id)]) {
			const { call } = await start(spec);
			const missing = await call('GET', '/no/such/thing/here');
			expect(missing.status).toBe(404);
			expect(missing.headers.get('content-type')).toBe('application/problem+json');
			expect(missing.headers.get('access-control-allow-origin')).toBe('*');
		}
	});
});

describe('check', () => {
	const files = (document: string, entry = 'export default { fetch: () => new Response() };') =>
		new Map([
			['aether.json', manifest],
			['openapi.yaml', document],
			['src/index.ts', entry],
		]);

	test.each([
		['openapi: 3.0.3\npaths:\n  /a: {}\n', 'openapi: 3.1.0', 1],
		['info: {}\npaths:\n  /a: {}\n', 'openapi: 3.1.0', 1],
		['openapi: 3.1.0\npaths:\n\t/a: {}\n', 'tabs', 3],
		['openapi: 3.1.0\npaths: {}\n', 'no path', undefined],
		['openapi: 3.1.0\ninfo:\n  /a: {}\n', 'no path', undefined],
		['{"openapi":"3.1.0"}', 'no path', undefined],
		['{"openapi":"3.1.0"', 'not valid JSON', undefined],
	])('the document %j is refused', (document, message, line) => {
		expect(apiKind.check(files(document))).toEqual([
			expect.objectContaining({
				type: 'openapi-invalid',
				message: expect.stringContaining(message) as string,
				...(line === undefined ? {} : { line }),
			}),
		]);
	});

	test('an entry that exports nothing is refused', () => {
		expect(apiKind.check(files('openapi: 3.1.0\npaths:\n  /a: {}\n', 'const a = 1;'))).toMatchObject([
			{ type: 'entry-invalid', path: 'src/index.ts' },
		]);
	});

	test('a missing document is refused', () => {
		const without = new Map([...files('')].filter(([path]) => path !== 'openapi.yaml'));
		expect(apiKind.check(without).map(({ message }) => message)).toContain('openapi.yaml is missing.');
	});
});
