import { publishedOf } from '#lib/commands/mesh/published.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { DiscoverySource } from '#lib/services/discovery/create-discovery.ts';
import type { Bus } from '#lib/services/storage/bus.ts';
import type { Database } from '#lib/services/storage/database.ts';
import { creationById, creationsByUpdate } from '#lib/services/storage/queries.ts';
import { createTrees } from '#lib/services/storage/trees.ts';

const PAGE = 500;

/** What creations say of themselves, read from their working trees. */
export function discoverySource(database: Database, bus: Bus): DiscoverySource {
	const trees = createTrees(database, bus);
	return {
		ids: () => idsIn(database),
		async read(id) {
			const creation = await creationById(database, id);
			if (!creation || creation.trashedAt !== undefined) return undefined;
			const tree = await trees.open(id);
			if (!tree.ok) return undefined;
			const files = tree.value.files();
			tree.value.close();
			return publishedOf(creation, files);
		},
		watch(listener) {
			bus.listen((message) => {
				if (message.type === 'creation' || message.type === 'tree') listener(message.id);
			});
		},
	};
}

async function idsIn(database: Database): Promise<Result<readonly CreationId[], Problem>> {
	const opened = await database.openChecked();
	if (!opened.ok) return err(opened.error);
	const ids: CreationId[] = [];
	let after: string | undefined;
	do {
		const page = await creationsByUpdate(database, {
			limit: PAGE,
			...(after === undefined ? {} : { after }),
		});
		ids.push(...page.rows.map(({ id }) => id));
		after = page.next ?? undefined;
	} while (after !== undefined);
	return ok(ids);
}
