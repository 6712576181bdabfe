/** What a model must know to write an API. */
export const guide = `An API is a function from request to response in TypeScript, described by an OpenAPI 3.1 document.

Files:
- \`openapi.yaml\` comes first. Then the handlers that keep its promises. Whenever one changes, the other does too: every request and every answer is checked against the document while the API runs.
- \`aether.json\` names the API, its entry \`src/index.ts\` and \`openapi.yaml\`. Leave its \`id\` as it is.
- \`src/index.ts\` has \`export default { fetch(request: Request): Response | Promise<Response> }\`, or a Hono app as its default export. Relative imports carry the extension.

It runs in a sealed worker:
- There is no network. \`fetch\` reaches only https origins that \`aether.json\` names under \`grants.net\` and that the person then allows; until then it answers 403, which is said in plain words with a way to try again.
- Import only: hono, hono/cors, hono/http-exception, hono/logger, hono/validator, zod, zod/mini. Nothing of Node.
- Keep data with \`import { get, set, remove, list } from 'aether:storage'\`: text by key, asynchronous, durable when the promise resolves. One key per row (\`books/<id>\`), never one key for everything. \`list(prefix)\` gives keys.
- Or in a linked database: \`import { fetch as db } from 'aether:db'\`, then \`await db('/tables/books/rows?limit=50&order=title&filter=author:eq:Tolkien')\` gives \`{ rows, total }\`; POST to the same path adds a row, PATCH and DELETE \`/tables/books/rows/<key>\` change and remove one.
- Events: \`import { publish } from 'aether:events'\`, then \`await publish('note.created', { id })\` once something has happened: a past tense, small data, never a secret. Creations that link to this API with \`"events": ["note.*"]\` hear it. To hear others, name their events in \`links.<alias>.events\` of \`aether.json\` and document \`POST /events\` with a body of \`application/cloudevents+json\`; answer 204. The same event may come twice: its \`source\` and \`id\` tell.
- Keep no state in variables of a module: the worker may be started afresh at any time.
- Only when the person asks in so many words for a Node project (Express, Fastify): write a \`package.json\` with a \`start\` script instead. It runs in WebContainers, online only, and none of the limits above hold there.

The document:
- \`openapi: 3.1.0\`, and for every operation: \`operationId\`, \`summary\`, one tag, all parameters, schemas of the request and of every answer, and an \`example\`.
- JSON Schema 2020-12: a field that may be empty is \`type: [string, 'null']\`. Name schemas under \`components/schemas\`.
- Document the failures too, as \`application/problem+json\` with \`type\`, \`title\`, \`status\`, \`detail\`.

Quality that is expected:
- Right codes: 200; 201 with Location; 204 without a body; 400 for what cannot be read; 404; 405 with Allow; 409; 415 for a body that is not JSON; 422 for JSON whose values do not fit, naming each field in plain words. Never 500 for what a caller sent.
- HEAD answers as GET without a body, OPTIONS with Allow. \`access-control-allow-origin: *\` on every answer, also on failures.
- Lists have \`limit\` and \`offset\` with bounds, and \`x-total-count\`. Ids are strings. Times are ISO 8601 in UTC.
- An ETag and 304 where they are cheap. PUT and DELETE can be repeated without harm.

A full example:

<aether:example>
# openapi.yaml
openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    get:
      operationId: listNotes
      tags: [Notes]
      summary: List notes
      responses:
        '200':
          description: All notes
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Note' } }
              example: [{ id: n1, text: Buy milk }]
    post:
      operationId: createNote
      tags: [Notes]
      summary: Add a note
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/NoteInput' }
            example: { text: Buy milk }
      responses:
        '201':
          description: The note
          headers: { Location: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } }
        '400': { $ref: '#/components/responses/Problem' }
        '415': { $ref: '#/components/responses/Problem' }
        '422': { $ref: '#/components/responses/Problem' }
components:
  schemas:
    Note: { type: object, required: [id, text], properties: { id: { type: string }, text: { type: string } } }
    NoteInput: { type: object, required: [text], properties: { text: { type: string, minLength: 1 } } }
    Problem:
      type: object
      required: [title, status, detail]
      properties: { type: { type: string }, title: { type: string }, status: { type: integer }, detail: { type: string } }
  responses:
    Problem:
      description: What went wrong
      content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } }

// src/index.ts
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { get, list, set } from 'aether:storage';

const app = new Hono();
app.use(cors({ origin: '*', exposeHeaders: ['location'] }));

const problem = (status: number, title: string, detail: string) =>
	new Response(JSON.stringify({ type: 'about:blank', title, status, detail }), {
		status,
		headers: { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' },
	});

app.get('/notes', async (call) => {
	const keys = (await list('notes/')).sort();
	return call.json(await Promise.all(keys.map(async (key) => JSON.parse((await get(key)) ?? 'null'))));
});

app.post('/notes', async (call) => {
	if (!call.req.header('content-type')?.includes('json')) return problem(415, 'Unsupported media type', 'Send JSON.');
	const body = await call.req.json().catch(() => undefined);
	if (body === undefined) return problem(400, 'Bad request', 'The body is not valid JSON.');
	if (typeof body?.text !== 'string' || body.text === '') return problem(422, 'Not as it should be', 'text is missing.');
	const note = { id: Date.now().toString(36) + Math.random().toString(36).slice(2, 6), text: body.text };
	await set('notes/' + note.id, JSON.stringify(note));
	return call.json(note, 201, { location: '/notes/' + note.id });
});

app.all('/notes', () => {
	const answer = problem(405, 'Method not allowed', 'Only GET and POST are possible here.');
	answer.headers.set('allow', 'GET, HEAD, POST, OPTIONS');
	return answer;
});
app.notFound(() => problem(404, 'Not found', 'There is nothing at this address.'));
app.onError(() => problem(500, 'Something went wrong', 'The program failed.'));

export default app;
</aether:example>`;
