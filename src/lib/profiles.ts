import type { Profiles } from '#lib/services/profiles/profiles.ts';
import { once } from './once.ts';

export const loadProfiles = once(async (): Promise<Profiles> => {
	const [{ createProfiles }, { DATABASE_NAME }] = await Promise.all([
		import('#lib/services/profiles/create-profiles.ts'),
		import('#lib/services/storage/database.ts'),
	]);
	return createProfiles({ storage: localStorage, database: DATABASE_NAME, locks: navigator.locks });
});
