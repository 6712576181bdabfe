import type { Kinds } from '#lib/commands/services.ts';
import type { Kit } from '#lib/kinds/kind.ts';
import { KIND_IDS } from '#lib/model/kind.ts';
import type { Starter } from '#lib/services/starter/starter.ts';
import { once } from './once.ts';

export const loadKinds = once(async (): Promise<Kinds> => (await import('#lib/kinds/index.ts')).kinds);

/** All starter kits, by kind. */
export async function loadKits(): Promise<readonly Kit[]> {
	const kinds = await loadKinds();
	return KIND_IDS.flatMap((id) => kinds[id]?.kits ?? []);
}

export const loadStarter = once(async (): Promise<Starter> => {
	const [{ createStarter }, kits] = await Promise.all([
		import('#lib/services/starter/create-starter.ts'),
		loadKits(),
	]);
	return createStarter(kits);
});
