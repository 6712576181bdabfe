import { expect, test, vi } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { changesBetween } from '#lib/services/openapi/impact.ts';
import type { Offer } from './documents.ts';
import { keepOperations } from './keep.ts';

vi.setConfig({ testTimeout: 60_000 });
const openapi = createOpenApi();
const manifest: Manifest = {
	...{ id: 'urn:aether:01J00000000000000000000000', name: 'books', title: 'Books', kind: 'api' },
	...{ version: '1.0.0', entry: 'src/index.ts', openapi: 'openapi.yaml' },
};

const OLD = `openapi: 3.1.0
info: { title: Books, version: '1' }
paths:
  /books/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getBook
      responses: { 200: { description: One, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } }
  /all.json: { get: { operationId: listAll, responses: { 200: { description: All } } } }
components:
  schemas:
    Book: { type: object, properties: { title: { type: string }, next: { $ref: '#/components/schemas/Book' } }, required: [title] }
`;
/** A document with a comment that a person wrote. */
const NEW = `openapi: 3.1.0
# ours
info: { title: Books, version: '2' }
paths:
  /works/{id}:
    get:
      operationId: getWork
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { 200: { description: One, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } }
components:
  schemas:
    Book: { type: object, properties: { name: { type: string } } }
`;
const program = (answer: string) => `export default { fetch: () => new Response('${answer}') };`;

function side(text: string, source: string, facts: Partial<Manifest> = {}): { files: Files; offer: Offer } {
	const document = openapi.read(text);
	if (!document.ok) throw new Error(document.error.message);
	const own = { ...manifest, ...facts };
	const files = new Map([
		['openapi.yaml', text],
		['src/index.ts', source],
		[MANIFEST_PATH, JSON.stringify(own)],
	]);
	return { files, offer: { manifest: own, document: document.value, text } };
}
const kept = (
	before: ReturnType<typeof side>,
	after: ReturnType<typeof side>,
	lost: readonly string[] = ['getBook', 'listAll'],
) => keepOperations({ before, after, lost: new Set(lost), openapi });

test('operations that are gone stay in the document as they were, and callers of them see no difference', () => {
	const result = kept(side(OLD, program('old')), side(NEW, program('new')));
	if (!result.ok) throw new Error(result.error.message);
	const text = result.value.get('openapi.yaml');
	const [old, whole] = [openapi.read(OLD), openapi.read(String(text))];
	if (!old.ok || !whole.ok) throw new Error('unreadable');
	expect(text).toContain('# ours');
	expect(whole.value.notes).toEqual([]);
	expect(whole.value.operations.map(({ id, isDeprecated }) => [id, isDeprecated])).toEqual([
		['getWork', false],
		['getBook', true],
		['listAll', true],
	]);
	expect(changesBetween(old.value, whole.value).filter(({ effect }) => effect === 'breaking')).toEqual([]);
	// What the new document means by the same name stays its own.
	const work = whole.value.operations.find(({ id }) => id === 'getWork');
	expect(JSON.stringify(work?.responses)).toContain('"name"');
});

test('they are answered by the program as it was, everything else by the new one', async () => {
	const result = kept(side(OLD, program('old')), side(NEW, program('new'), { version: '2.0.0' }));
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value.get('kept/1.0.0/src/index.ts')).toBe(program('old'));
	expect(JSON.parse(String(result.value.get(MANIFEST_PATH)))).toMatchObject({
		...{ entry: 'kept/index.ts', version: '2.0.0' },
	});
	const [present, before] = [program('new'), program('old')].map(
		(text) => `data:text/javascript,${encodeURIComponent(text).replaceAll("'", '%27')}`,
	);
	const entry = String(result.value.get('kept/index.ts'))
		.replace('../src/index.ts', String(present))
		.replace('./1.0.0/src/index.ts', String(before))
		.replace(/: readonly \(.*\[\] =/, ' =')
		.replace('(request: Request)', '(request)');
	const module: unknown = await import(
		/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(entry)}`
	);
	const { default: whole } = module as { default: { fetch(request: Request): Response | Promise<Response> } };
	const said = async (method: string, path: string) =>
		(await whole.fetch(new Request(`https://x.test${path}`, { method }))).text();
	expect(await said('GET', '/books/7')).toBe('old');
	expect(await said('GET', '/all.json')).toBe('old');
	expect(await said('GET', '/allxjson')).toBe('new');
	expect(await said('GET', '/books/7/more')).toBe('new');
	expect(await said('DELETE', '/books/7')).toBe('new');
	expect(await said('GET', '/works/7')).toBe('new');
});

test('where only the document lost them, the document alone is mended', () => {
	const result = kept(side(OLD, program('same')), side(NEW, program('same')));
	expect(result.ok && [...result.value.keys()]).toEqual(['openapi.yaml']);
});

test.each([
	['an address that is taken', side(NEW.replaceAll('works', 'books'), program('new')), 'same address'],
	['what is no API', side(NEW, program('new'), { kind: 'database' }), 'only an API'],
	['what keeps one already', side(NEW, program('new'), { entry: 'kept/index.ts' }), 'already'],
] as const)('%s says why nothing is kept', (_case, after, words) => {
	const result = kept(side(OLD, program('old')), after, ['getBook']);
	expect(result.ok ? '' : result.error.message).toContain(words);
});
