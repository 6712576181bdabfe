// What stands in front of the files of a database creation, inside the sandbox: `aether:database`.
import { Database } from './database.ts';
import { houseOfSandbox } from './house.ts';
import { answer } from './routes.ts';
import type { DatabaseFiles } from './start.ts';

export type { DatabaseFiles } from './start.ts';

/** Starts PostgreSQL with the files of a creation and answers requests to it. */
export function serve(files: DatabaseFiles): { readonly fetch: (request: Request) => Promise<Response> } {
	const database = new Database(houseOfSandbox(), files);
	return { fetch: (request) => answer(database, request) };
}
