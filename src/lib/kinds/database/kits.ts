import type { Kit, KitEntry } from '../kind.ts';
import { DATABASE_KIT_IDS, databaseCues, type DatabaseKitId } from './cues.ts';

/** A new kit is one folder in `kits/`, its cues in `cues.ts` and one entry here. */
const entries: Readonly<Record<DatabaseKitId, KitEntry>> = {
	records: {
		title: 'Tables',
		description: 'Any things with the fields you name, linked by keys',
		example: 'Tables for projects and tasks; a task belongs to a project',
		isGeneral: true,
		load: async () => (await import('./kits/records/index.ts')).records,
	},
	shop: {
		title: 'Shop database',
		description: 'Customers, products, orders with their lines, and stock',
		example: 'A shop database',
		load: async () => (await import('./kits/shop/index.ts')).shop,
	},
	blog: {
		title: 'Blog database',
		description: 'Posts, authors, comments and tags, with full-text search',
		example: 'A blog database',
		load: async () => (await import('./kits/blog/index.ts')).blog,
	},
	library: {
		title: 'Library database',
		description: 'Books, authors and members, and what is lent until when',
		example: 'A library database',
		load: async () => (await import('./kits/library/index.ts')).library,
	},
	crm: {
		title: 'CRM database',
		description: 'Companies, contacts, deals in their stages and next steps',
		example: 'A CRM database',
		load: async () => (await import('./kits/crm/index.ts')).crm,
	},
	inventory: {
		title: 'Inventory database',
		description: 'Items in places, every movement, and what to order',
		example: 'An inventory database',
		load: async () => (await import('./kits/inventory/index.ts')).inventory,
	},
	finance: {
		title: 'Finance database',
		description: 'Accounts, transactions, categories and monthly budgets',
		example: 'A finance database',
		load: async () => (await import('./kits/finance/index.ts')).finance,
	},
	school: {
		title: 'School database',
		description: 'Teachers, students, courses, a timetable and grades',
		example: 'A college database',
		load: async () => (await import('./kits/school/index.ts')).school,
	},
};

/** The starter kits of the database kind. */
export const databaseKits: readonly Kit[] = DATABASE_KIT_IDS.map((id) => ({
	id,
	kind: 'database',
	cues: databaseCues[id],
	...entries[id],
}));
