import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import { booksApi, BOOKS } from './books.test-data.ts';
import { clientText, typedModule } from './client.ts';
import { readDocument } from './read.ts';

// Hundreds of requests, or a whole compiler: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

function documentOf(text: string) {
	const document = readDocument(text);
	if (!document.ok) throw new Error(document.error.message);
	return document.value;
}

const options: ts.CompilerOptions = {
	strict: true,
	noUncheckedIndexedAccess: true,
	exactOptionalPropertyTypes: true,
	target: ts.ScriptTarget.ES2022,
	module: ts.ModuleKind.ESNext,
	lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
	noEmit: true,
	skipLibCheck: true,
	types: [],
};

let libraries: ts.CompilerHost | undefined;
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of a few files, as text. */
function complaintsAbout(files: Readonly<Record<string, string>>): readonly string[] {
	libraries ??= ts.createCompilerHost(options);
	const host = libraries;
	const program = ts.createProgram(Object.keys(files), options, {
		...host,
		fileExists: (name) => name in files || host.fileExists(name),
		readFile: (name) => files[name] ?? host.readFile(name),
		getSourceFile: (name, target) => {
			if (files[name] !== undefined) return ts.createSourceFile(name, files[name], target);
			if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, target));
			return parsed.get(name);
		},
	});
	return ts
		.getPreEmitDiagnostics(program)
		.map(
			({ messageText, file, start }) =>
				`${file?.fileName}:${file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
		);
}

interface BooksClient {
	configure(options: object): void;
	createBook(input: { body: unknown }): Promise<{ id: number }>;
	listBooks(input?: object): Promise<unknown>;
	getBook(input: { id: number }): Promise<unknown>;
	delete_(input: { id: number }): Promise<unknown>;
	ApiError: new () => Error & { status: number; body: unknown };
}

test('the client of a document stands under strict, and types what goes in and comes out', () => {
	const client = clientText(documentOf(BOOKS), { name: 'books' });
	const use = `import { createBook, getBook, listBooks, type Book, type NewBook } from './client';
export async function use(): Promise<void> {
	const book: Book = await createBook({ body: { title: 'a', pages: 3, state: null } satisfies NewBook });
	const books: Book[] = await listBooks({ limit: 2, tag: ['x'] });
	const id: number = (await getBook({ id: book.id })).id + books.length;
	await listBooks();
	void id;
}`;
	expect(complaintsAbout({ '/client.ts': client, '/use.ts': use })).toEqual([]);
	const wrong = `import { createBook, getBook } from './client';
void createBook({ body: {} });
void getBook({ id: 'a' });`;
	expect(complaintsAbout({ '/client.ts': client, '/use.ts': wrong })).toHaveLength(2);
});

test('the client really works: it sends, reads and throws typed errors', async () => {
	const script = ts.transpileModule(
		clientText(documentOf(BOOKS), { name: 'books', baseUrl: 'https://here.example.com/api/' }),
		{ compilerOptions: { ...options, noEmit: false } },
	).outputText;
	const client = (await import(
		/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(script)}`
	)) as BooksClient;
	const seen: Request[] = [];
	const api = booksApi('https://here.example.com/api/');
	client.configure({
		headers: { authorization: 'Bearer x' },
		fetch: (request: Request) => (seen.push(request.clone()), api(request)),
	});
	expect(await client.createBook({ body: { title: 'Emma' } })).toEqual({ id: 1, title: 'Emma' });
	expect(await client.getBook({ id: 1 })).toEqual({ id: 1, title: 'Emma' });
	expect(await client.listBooks({ limit: 5, tag: ['a b', 'c'] })).toHaveLength(1);
	expect(await client.delete_({ id: 1 })).toBeUndefined();
	await expect(client.getBook({ id: 1 })).rejects.toMatchObject({
		name: 'ApiError',
		status: 404,
		body: { error: 'no' },
	});
	expect(seen[2]?.url).toBe('https://here.example.com/api/books?limit=5&tag=a%20b&tag=c');
	expect(seen[0]?.headers.get('authorization')).toBe('Bearer x');
});

test('a linked creation gets the same functions at the address where the host answers for it', () => {
	const client = typedModule(documentOf(BOOKS), 'library');
	expect(complaintsAbout({ '/client.ts': client })).toEqual([]);
	expect(client).toContain('const base = "https://library.aether.invalid"');
	expect(client).not.toContain('configure');
});

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'openapi');
const hasFixtures = existsSync(folder);
if (!hasFixtures) console.warn(`skipped: no fixtures at ${folder}`);

test.skipIf(!hasFixtures)(
	'the client of every real document stands under strict',
	{ timeout: 60_000 },
	() => {
		const names = readdirSync(folder).filter((name) => /\.(json|ya?ml)$/.test(name));
		const files = Object.fromEntries(
			names.map((name) => [
				`/${name}.ts`,
				clientText(documentOf(readFileSync(join(folder, name), 'utf8')), { name }),
			]),
		);
		expect(complaintsAbout(files)).toEqual([]);
	},
);
