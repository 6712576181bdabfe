import type { Profiles } from '#lib/services/profiles/profiles.ts';
import { DATABASE_NAME } from '#lib/services/storage/database.ts';
import { once } from './once.ts';

export const loadProfiles = once(async (): Promise<Profiles> => {
	const { createProfiles } = await import('#lib/services/profiles/create-profiles.ts');
	return createProfiles({ storage: localStorage, database: DATABASE_NAME, locks: navigator.locks });
});
