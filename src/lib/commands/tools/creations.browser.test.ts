import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMeshHouse, type MeshHouse } from '../../../../tests/support/mesh-house.ts';
import type { Callable } from './callable.ts';
import { chooseTools } from './choose.ts';
import { creationSource } from './creations.ts';

let house: MeshHouse;
beforeAll(async () => {
	house = await openMeshHouse();
	await house.make(
		{ kind: 'api', name: 'books', title: 'Books' },
		{
			'openapi.yaml': `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get:
      operationId: listBooks
      summary: List books
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: All } }
    post:
      operationId: addBook
      summary: Add a book
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [title], properties: { title: { type: string } } } } } }
      responses: { '201': { description: Added } }
`,
			'src/index.ts': `import { get, set } from 'aether:storage';
const read = async () => JSON.parse((await get('books')) ?? '[]');
export default { async fetch(request: Request): Promise<Response> {
	if (request.method === 'POST') await set('books', JSON.stringify([...await read(), await request.json()]));
	return Response.json(await read(), { status: request.method === 'POST' ? 201 : 200 });
} };`,
		},
	);
	await house.make({ kind: 'app', name: 'plain', title: 'No document' }, { 'src/index.ts': '' });
});
afterAll(() => house.close());

const signal = new AbortController().signal;

test('the operations of a creation are functions for a model: found by words, checked, called', async () => {
	const all = await creationSource(house.services).list('Put Dune onto my books');
	expect(all.map(({ title, owner, isRead }) => [title, owner, isRead])).toEqual([
		['List books', 'Books', true],
		['Add a book', 'Books', false],
	]);
	const named = (title: string): Callable | undefined =>
		chooseTools(all, title).find((callable) => callable.title === title);
	expect(await named('Add a book')?.call({ body: {} }, signal)).toMatchObject({
		error: { type: 'input-invalid' },
	});
	expect(await named('Add a book')?.call({ body: { title: 'Dune' } }, signal)).toMatchObject({
		value: { isOk: true, status: 201 },
	});
	const listed = await named('List books')?.call({}, signal);
	expect(listed?.ok && listed.value.text).toBe('[{"title":"Dune"}]');
});
