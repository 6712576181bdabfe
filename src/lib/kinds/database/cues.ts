import type { KitCues } from '../kind.ts';

/** Ids of the database kits. Stored in specs: never renamed. `records` is first: it fits any things. */
export const DATABASE_KIT_IDS = [
	'records',
	'shop',
	'blog',
	'library',
	'crm',
	'inventory',
	'finance',
	'school',
] as const;
export type DatabaseKitId = (typeof DATABASE_KIT_IDS)[number];

/** All ways to say that a topic shall be a database: words of their own, since the bare topic asks for an app as well. */
const about = (...topics: readonly string[]): readonly string[] =>
	topics.flatMap((topic) => ['database', 'schema', 'data model'].map((noun) => `${topic} ${noun}`));

/** By which words a sentence asks for each kit: lower case, base form. */
export const databaseCues = {
	records: { nouns: ['table', 'relational table', 'sql table'] },
	shop: { nouns: about('shop', 'online shop', 'store', 'web shop', 'e-commerce') },
	blog: { nouns: about('blog') },
	library: { nouns: about('library', 'lending library') },
	crm: { nouns: about('crm', 'sales') },
	inventory: { nouns: about('inventory', 'stock', 'warehouse') },
	finance: { nouns: about('finance', 'bookkeeping', 'accounting', 'budget') },
	school: { nouns: about('school', 'college', 'university', 'timetable', 'gradebook') },
} as const satisfies Record<DatabaseKitId, KitCues>;

/** The database kits as the starter's grammar sees them. */
export const databaseVocabulary = DATABASE_KIT_IDS.map((id) => ({
	id,
	kind: 'database' as const,
	cues: databaseCues[id],
}));
