/** A small API that keeps books, for tests: what its document says. */
export const BOOKS = `
openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
servers: [{ url: 'https://books.example.com/v1/' }]
paths:
  /books:
    get:
      operationId: listBooks
      summary: All books
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }
        - { name: tag, in: query, schema: { type: array, items: { type: string } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Book' } } } } }
        '400': { $ref: '#/components/responses/Refused' }
    post:
      operationId: createBook
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewBook' } } } }
      responses:
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
        '400': { $ref: '#/components/responses/Refused' }
  /books/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
    get:
      operationId: getBook
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
        '400': { $ref: '#/components/responses/Refused' }
        '404': { $ref: '#/components/responses/Refused' }
    delete:
      operationId: delete
      responses: { '204': { description: gone }, '400': { $ref: '#/components/responses/Refused' }, '404': { $ref: '#/components/responses/Refused' } }
components:
  responses:
    Refused: { description: no, content: { application/json: { schema: { type: object, required: [error], properties: { error: { type: string } } } } } }
  schemas:
    NewBook:
      type: object
      required: [title]
      additionalProperties: false
      properties:
        title: { type: string, minLength: 1, maxLength: 40, description: 'What it is called */ really' }
        pages: { type: integer, minimum: 1, maximum: 5000 }
        state: { enum: [new, read, null] }
    Book:
      allOf:
        - $ref: '#/components/schemas/Stored'
        - { type: object, required: [title], properties: { title: { type: string }, pages: { type: integer }, state: { type: [string, 'null'] }, sequel: { $ref: '#/components/schemas/Book' } } }
    Stored: { type: object, required: [id], properties: { id: { type: integer } } }
`;

/** Where a handler may be wrong. */
export type Fault = 'crash' | 'status' | 'type' | 'body' | 'accepts' | 'length' | 'text' | 'missing';

interface Stored {
	readonly id: number;
	readonly title: string;
	readonly [name: string]: unknown;
}

/** The API itself, below `base`, correct but for one fault. */
export function booksApi(base: string, fault?: Fault): (request: Request) => Promise<Response> {
	const books = new Map<number, Stored>();
	const refuse = (status: number) => Response.json({ error: 'no' }, { status });
	const show = (book: Stored, status: number): Response => {
		if (fault === 'body' && book.title.length > 3)
			return Response.json({ ...book, id: String(book.id) }, { status });
		if (fault === 'type')
			return new Response(JSON.stringify(book), { status, headers: { 'content-type': 'text/html' } });
		return Response.json(book, { status: fault === 'status' && status === 201 ? 202 : status });
	};
	const create = async (request: Request) => {
		const text = await request.text();
		if (fault === 'crash' && text.includes('"pages":5000')) return new Response('boom', { status: 500 });
		const body = readBook(text, fault);
		if (!body) return refuse(400);
		const book: Stored = { ...body, id: books.size + 1 };
		books.set(book.id, book);
		return show(book, 201);
	};
	return async (request) => {
		const url = new URL(request.url);
		const id = /\/books\/([^/]+)$/.exec(url.pathname.slice(new URL(base).pathname.length - 1))?.[1];
		if (id === undefined && request.method === 'POST') return create(request);
		if (id === undefined)
			return isLimit(url.searchParams.get('limit'), fault)
				? Response.json([...books.values()].slice(0, 50))
				: refuse(400);
		if (!/^[1-9]\d*$/.test(id)) return refuse(400);
		const book = books.get(Number(id));
		if (!book) return fault === 'missing' ? new Response('?', { status: 410 }) : refuse(404);
		if (request.method === 'GET') return show(book, 200);
		books.delete(book.id);
		return new Response(null, { status: 204 });
	};
}

const isLimit = (limit: string | null, fault: Fault | undefined): boolean =>
	limit === null || fault === 'text' || (/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 50);

function readBook(text: string, fault: Fault | undefined): { title: string } | undefined {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
	const { title, pages, state, ...rest }: Record<string, unknown> = { ...body };
	if (fault === 'accepts' && title === undefined) return { title: '' };
	const isTitle =
		typeof title === 'string' && title.length > 0 && (fault === 'length' || [...title].length <= 40);
	const arePages =
		pages === undefined ||
		(typeof pages === 'number' && Number.isInteger(pages) && pages >= 1 && pages <= 5000);
	const isState = state === undefined || ['new', 'read', null].some((each) => each === state);
	return isTitle && arePages && isState && Object.keys(rest).length === 0 ? { ...body, title } : undefined;
}
