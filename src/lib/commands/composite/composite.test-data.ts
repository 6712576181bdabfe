import type { CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';

/** Keeps a creation of these files. */
interface Maker {
	make(
		facts: Partial<Manifest> & Pick<Manifest, 'kind' | 'name'>,
		files: Readonly<Record<string, string>>,
	): Promise<CreationId>;
}

const json = (schema: string): string => `content: { application/json: { schema: ${schema} } }`;
const BOOK =
	'{ type: object, properties: { id: { type: string }, title: { type: string }, pages: { type: integer } } }';

/** An API with books; `idType` narrows what the detail takes. */
export const booksDocument = (idType = 'string'): string => `openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get:
      operationId: listBooks
      summary: All books
      parameters: [{ name: word, in: query, schema: { type: string } }]
      responses: { '200': { description: ok, ${json(`{ type: array, items: ${BOOK} }`)} } }
  /books/{id}:
    get:
      operationId: getBook
      summary: One book
      parameters: [{ name: id, in: path, required: true, schema: { type: ${idType} } }]
      responses: { '200': { description: ok, ${json(BOOK)} }, '404': { description: none } }
    delete:
      operationId: removeBook
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: gone } }
`;

const BOOKS = `const books = [{ id: 'a', title: 'Dune', pages: 412 }, { id: 'b', title: 'Emma', pages: 320 }];
export default { fetch(request: Request): Response {
	const { pathname, searchParams } = new URL(request.url);
	if (request.method === 'DELETE') return new Response(null, { status: 204 });
	const id = pathname.split('/')[2];
	if (!id) return Response.json(books.filter(({ title }) => title.includes(searchParams.get('word') ?? '')));
	const book = books.find((each) => each.id === id);
	return book ? Response.json(book) : Response.json({ title: 'There is no such book.' }, { status: 404 });
} };`;

const PRICES_DOCUMENT = `openapi: 3.1.0
info: { title: Prices, version: 1.0.0 }
paths:
  /price:
    get:
      operationId: priceOf
      summary: Price of pages
      parameters: [{ name: pages, in: query, required: true, schema: { type: integer } }]
      responses: { '200': { description: ok, ${json('{ type: object, properties: { euros: { type: number } } }')} } }
`;

const PRICES = `export default { fetch(request: Request): Response {
	return Response.json({ euros: Number(new URL(request.url).searchParams.get('pages')) / 20 });
} };`;

export const makeBooks = (house: Maker): Promise<CreationId> =>
	house.make({ kind: 'api', name: 'books' }, { 'openapi.yaml': booksDocument(), 'src/index.ts': BOOKS });

export const makePrices = (house: Maker): Promise<CreationId> =>
	house.make({ kind: 'api', name: 'prices' }, { 'openapi.yaml': PRICES_DOCUMENT, 'src/index.ts': PRICES });

/** An app with a page and nothing that can be called. */
export const makeNotes = (house: Maker): Promise<CreationId> =>
	house.make(
		{ kind: 'app', name: 'notes', entry: 'src/main.ts' },
		{ 'src/main.ts': `document.body.textContent = 'My notes';` },
	);
