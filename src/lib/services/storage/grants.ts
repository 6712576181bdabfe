import type { GrantedOrigin } from '#lib/model/grant.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Database } from './database.ts';
import { attempt, write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';
import type { GrantStore } from './storage.ts';

const MOST = 50;

export function createGrants(database: Database): GrantStore {
	return {
		of: (id) => grantedOrigins(database, id),
		allow: (id, granted) => allow(database, id, granted),
		revoke: (id, origin) =>
			write(() => change(database, id, (present) => present.filter((other) => other.origin !== origin))),
		async withSecrets() {
			const rows = database.rows('grants', await database.grants.toArray());
			const granted = rows.flatMap(({ origins }) => origins);
			return granted.filter(takesSecret).map(({ origin, relay }) => (relay ? new URL(relay).origin : origin));
		},
	};
}

/** What the person lets a creation reach, oldest first. For screens, through `live()`. */
export async function grantedOrigins(database: Database, id: CreationId): Promise<readonly GrantedOrigin[]> {
	return database.row('grants', await database.grants.get(id))?.origins ?? [];
}

const takesSecret = ({ auth }: GrantedOrigin): boolean => auth !== undefined && auth.type !== 'none';

async function allow(
	database: Database,
	id: CreationId,
	granted: GrantedOrigin,
): Promise<Result<void, Problem>> {
	let isFull = false;
	const written = await attempt(() =>
		change(database, id, (present) => {
			const others = present.filter(({ origin }) => origin !== granted.origin);
			isFull = others.length >= MOST;
			return isFull ? present : [...others, granted];
		}),
	);
	if (!written.ok) return written;
	return isFull ? err(FULL) : ok(undefined);
}

/** Reads and writes in one transaction, so that two tabs do not undo each other. */
function change(
	database: Database,
	id: CreationId,
	edit: (present: readonly GrantedOrigin[]) => readonly GrantedOrigin[],
): PromiseLike<void> {
	return database.transaction('rw', database.grants, async () => {
		const origins = edit(await grantedOrigins(database, id));
		await database.grants.put(SCHEMA_OF.grants.parse({ creationId: id, origins }));
	});
}

const FULL: Problem = {
	type: 'grants-full',
	message: 'This creation may already reach 50 addresses, which is the most.',
	action: 'Take one back under Permissions',
};
