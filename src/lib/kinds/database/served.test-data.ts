import { asset } from './assets.test-data.ts';
import { MemoryBytes } from './memory-bytes.fixture.ts';
import { Database } from './runtime/database.ts';
import { answer } from './runtime/routes.ts';
import type { DatabaseFiles } from './runtime/start.ts';

export const SCHEMA = `
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE author (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE,
	born date,
	mood mood NOT NULL DEFAULT 'good'
);
CREATE TABLE book (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	author_id integer NOT NULL REFERENCES author ON DELETE CASCADE,
	title text NOT NULL,
	price numeric(8, 2) CHECK (price >= 0),
	tags text[]
);
CREATE INDEX book_author_idx ON book (author_id);
CREATE VIEW shelf AS SELECT title, name FROM book JOIN author ON author.id = author_id;
`;
export const SEED = `
INSERT INTO author (name, born) VALUES ('Ada', '1815-12-10'), ('Bo', NULL);
INSERT INTO book (author_id, title, price, tags) VALUES (1, 'Notes', 12.50, '{math,engine}'), (2, 'Walks', NULL, NULL);
`;
export const FILES: DatabaseFiles = { schema: SCHEMA, seed: SEED, migrations: [] };

/** What any answer may hold; a test reads what it expects. */
interface Body {
	readonly tables: readonly {
		readonly id: string;
		readonly kind: string;
		readonly columns: readonly unknown[];
	}[];
	readonly enums: readonly { readonly values: readonly string[] }[];
	readonly rows: readonly Readonly<Record<string, unknown>>[];
	readonly results: readonly { readonly line: number }[];
	readonly problems: readonly unknown[];
	readonly problem?: unknown;
	readonly ddl: readonly string[];
	readonly losses: readonly unknown[];
	readonly renames: readonly { readonly statement: string; readonly message: string }[];
	readonly isApplied: boolean;
	readonly total: number;
	readonly message: string;
	readonly line: number;
	readonly id: number;
	readonly born: string;
}

export interface Served {
	readonly bytes: MemoryBytes;
	readonly call: (
		method: string,
		path: string,
		body?: unknown,
	) => Promise<{ status: number; body: Body; text: string }>;
}

export function serve(files: DatabaseFiles = FILES, bytes = new MemoryBytes()): Served {
	const database = new Database({ asset, bytes }, files);
	return {
		bytes,
		call: async (method, path, body) => {
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			const request = new Request(`https://creation.invalid${path}`, {
				method,
				body: body === undefined ? null : text,
			});
			const response = await answer(database, request);
			const content = await response.text();
			const isJson = response.headers.get('content-type')?.includes('json');
			return { status: response.status, body: (isJson ? JSON.parse(content) : {}) as Body, text: content };
		},
	};
}

/** Another start with what was kept. */
export const again = (served: Served, files: DatabaseFiles = FILES): Served =>
	serve(files, served.bytes.copy());
