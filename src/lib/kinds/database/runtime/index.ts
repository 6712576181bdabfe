// What stands in front of the files of a database creation, inside the sandbox: `aether:database`.
import { Database } from './database.ts';
import { houseOfSandbox } from './house.ts';
import { answer } from './routes.ts';
import type { DatabaseFiles } from './start.ts';

export type { DatabaseFiles } from './start.ts';

/**
 * Starts PostgreSQL with the files of a creation and answers requests to it. Resolves once it is open, or could not be:
 * then each request is told why.
 */
export async function serve(
	files: DatabaseFiles,
): Promise<{ readonly fetch: (request: Request) => Promise<Response> }> {
	const database = new Database(houseOfSandbox(), files);
	await database.settled();
	return { fetch: (request) => answer(database, request) };
}
