import type { Creation } from '#lib/model/creation.ts';
import type { KindId } from '#lib/model/kind.ts';

/**
 * Every list of creations is a range of one index. A creation stands on several shelves at once (all, favourites, each
 * tag; each also by kind), and its place on a shelf is its time turned round, so that newest comes first.
 */
export interface ShelfFilter {
	readonly kind?: KindId;
	readonly tag?: string;
	readonly favourite?: boolean;
}

export const TAG_SCOPE = 'tag:';
/** Above every character of a tag that a person would write. */
export const LAST = '\uffff';

/** The places of a creation in the index. */
export function shelvesOf(creation: Creation): string[] {
	if (creation.trashedAt !== undefined) return [placeOn(shelf('trash'), creation.trashedAt, creation.id)];
	const scopes = [
		'all',
		...(creation.isFavourite ? ['favourite'] : []),
		...new Set(creation.tags.map(tagScope)),
	];
	return scopes.flatMap((scope) =>
		[shelf(scope), shelf(scope, creation.kind)].map((name) => placeOn(name, creation.updatedAt, creation.id)),
	);
}

/** The narrowest shelf on which everything that fits `filter` stands. */
export function shelfFor(filter: ShelfFilter): string {
	if (filter.favourite === true) return shelf('favourite', filter.kind);
	return shelf(filter.tag === undefined ? 'all' : tagScope(filter.tag), filter.kind);
}

export const TRASH = 'trash\0\0';

export const tagScope = (tag: string): string => TAG_SCOPE + tag.replaceAll('\0', ' ');

/** The tag of a place that stands on a tag's shelf. */
export const tagOfPlace = (place: string): string => place.slice(TAG_SCOPE.length, place.indexOf('\0'));

const shelf = (scope: string, kind: KindId | '' = ''): string => `${scope}\0${kind}\0`;

const placeOn = (name: string, at: number, id: string): string =>
	`${name}${String(Number.MAX_SAFE_INTEGER - Math.max(0, Math.floor(at))).padStart(16, '0')}${id}`;
