import Dexie from 'dexie';
import type { Creation } from '#lib/model/creation.ts';
import type { AuditEvent } from '#lib/model/event.ts';
import type { CreationId, MessageId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Message } from '#lib/model/thread.ts';
import type { Database } from './database.ts';
import { LAST, shelfFor, TAG_SCOPE, tagOfPlace, tagScope, TRASH } from './shelves.ts';

// Screens reach every query through this file.
export { callsBetween } from './calls.ts';
export { grantedOrigins } from './grants.ts';
export { failedDeliveries, recentEvents, type Published } from './event-queries.ts';
export { eventLines } from './event-store.ts';
export { settingQuery } from './keepsakes.ts';
export { packageRows } from './package-store.ts';
export { commentsOf, creationsInRooms } from './room-store.ts';

/** A read for a screen: `live(query, ...args)`. Every one is bounded. */
export type Query<Args extends readonly unknown[], T> = (database: Database, ...args: Args) => Promise<T>;

/** Part of a long list, and where the next part begins; `next` is null at the end. */
export interface Page<T> {
	readonly rows: readonly T[];
	readonly next: string | null;
}

export interface CreationFilter {
	readonly kind?: KindId;
	readonly tag?: string;
	readonly favourite?: boolean;
	/** Rows of the page; 50 when absent, 500 at most. */
	readonly limit?: number;
	/** `next` of the page before. */
	readonly after?: string;
}

/** Creations outside the trash, newest change first. */
export async function creationsByUpdate(
	database: Database,
	filter: CreationFilter = {},
): Promise<Page<Creation>> {
	const { tag } = filter;
	// Tagged favourites are few enough to be picked out by hand; everything else has a shelf of its own.
	if (filter.favourite !== true || tag === undefined) return shelfPage(database, shelfFor(filter), filter);
	const fits = (raw: unknown) => database.row('creations', raw)?.tags.includes(tag) ?? false;
	return shelfPage(database, shelfFor(filter), { ...filter, fits });
}

/** Creations in the trash, newest first. */
export const trashedCreations = (
	database: Database,
	page: Pick<CreationFilter, 'limit' | 'after'> = {},
): Promise<Page<Creation>> => shelfPage(database, TRASH, page);

export async function creationById(database: Database, id: CreationId): Promise<Creation | undefined> {
	return database.row('creations', await database.creations.get(id));
}

/** The creations that `search` named, in its order; those that are gone meanwhile are left out. At most 500. */
export async function creationsByIds(database: Database, ids: readonly CreationId[]): Promise<Creation[]> {
	const raws = await database.creations.bulkGet(ids.slice(0, MAX_ROWS));
	return database
		.rows(
			'creations',
			raws.filter((raw) => raw !== undefined),
		)
		.filter((creation) => creation.trashedAt === undefined);
}

/** The newest messages of a thread, oldest of them first. At most `limit` (500); `before` continues into the past. */
export async function messagesOf(
	database: Database,
	id: CreationId,
	options: { readonly limit?: number; readonly before?: MessageId } = {},
): Promise<Message[]> {
	const raws = await newestOf(database.messages, id, options.before, bounded(options.limit ?? MAX_ROWS));
	return database.rows('messages', raws).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The audit log, newest first, of one creation or of all. */
export async function auditPage(
	database: Database,
	options: { readonly creationId?: CreationId; readonly limit?: number; readonly after?: string } = {},
): Promise<Page<AuditEvent>> {
	const { creationId, after } = options;
	const limit = bounded(options.limit ?? 100);
	const raws =
		creationId === undefined
			? await database.auditEvents
					.where('id')
					.below(after ?? LAST)
					.reverse()
					.limit(limit)
					.toArray()
			: await newestOf(database.auditEvents, creationId, after, limit);
	const rows = database.rows('audit', raws);
	return { rows, next: raws.length === limit ? (rows.at(-1)?.id ?? null) : null };
}

/** An SVG document, hostile text: only for `<img>`. */
export async function thumbnailOf(database: Database, id: CreationId): Promise<string | undefined> {
	return database.row('thumbnails', await database.thumbnails.get(id))?.svg;
}

/** Tags outside the trash in alphabetical order, with how many creations bear each. At most `limit`. */
export async function tagsInUse(
	database: Database,
	limit = 100,
): Promise<{ readonly tag: string; readonly count: number }[]> {
	const tags = [];
	let from = TAG_SCOPE;
	while (tags.length < bounded(limit)) {
		const [place] = await database.creations
			.where('shelves')
			.between(from, TAG_SCOPE + LAST)
			.limit(1)
			.keys();
		if (place === undefined) break;
		const tag = tagOfPlace(String(place));
		tags.push({ tag, count: await countOn(database, `${tagScope(tag)}\0\0`) });
		from = `${tagScope(tag)}\0${LAST}`;
	}
	return tags;
}

export interface Counts {
	readonly creations: number;
	readonly favourites: number;
	readonly trashed: number;
}

export async function counts(database: Database): Promise<Counts> {
	const [creations, favourites, trashed] = await Promise.all([
		countOn(database, shelfFor({})),
		countOn(database, shelfFor({ favourite: true })),
		countOn(database, TRASH),
	]);
	return { creations, favourites, trashed };
}

const MAX_ROWS = 500;
const bounded = (limit: number): number => Math.max(1, Math.min(Math.floor(limit), MAX_ROWS));

interface ShelfPage extends Pick<CreationFilter, 'limit' | 'after'> {
	readonly fits?: (raw: unknown) => boolean;
}

async function shelfPage(database: Database, shelf: string, page: ShelfPage): Promise<Page<Creation>> {
	const limit = bounded(page.limit ?? 50);
	const range = database.creations.where('shelves').between(page.after ?? shelf, shelf + LAST, false);
	const raws = await (page.fits ? range.filter(page.fits) : range).limit(limit).toArray();
	return {
		rows: database.rows('creations', raws),
		next: raws.length === limit ? placeOf(raws.at(-1), shelf) : null,
	};
}

const countOn = (database: Database, shelf: string): Promise<number> =>
	Promise.resolve(
		database.creations
			.where('shelves')
			.between(shelf, shelf + LAST)
			.count(),
	);

/** Where a row stands on a shelf; read from the raw row, since a damaged one can end a page too. */
function placeOf(raw: unknown, shelf: string): string | null {
	const shelves: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'shelves') : undefined;
	const places: unknown[] = Array.isArray(shelves) ? shelves : [];
	return places.map(String).find((place) => place.startsWith(shelf)) ?? null;
}

type ByCreation = Database['messages'] | Database['runs'] | Database['auditEvents'];

const newestOf = (
	table: ByCreation,
	id: CreationId,
	before: string | undefined,
	limit: number,
): PromiseLike<unknown[]> =>
	table
		.where('[creationId+id]')
		.between([id, Dexie.minKey], [id, before ?? Dexie.maxKey], true, false)
		.reverse()
		.limit(limit)
		.toArray();
