import type { Together } from '#lib/commands/share/together.svelte.ts';

/** Somebody else who is here, and what that person does. */
export type PresentMember = Together['present'][number];
type Presence = PresentMember['presence'];

/** What a person looks at that is no file. Begins with a slash, as no path of a file does. */
export const ROOMS = {
	'/conversation': 'the conversation',
	'/preview': 'the running creation',
	'/changes': 'the changes',
	'/history': 'the history',
	'/comments': 'the comments',
} as const;
export type Room = keyof typeof ROOMS;

const isRoom = (path: string): path is Room => Object.hasOwn(ROOMS, path);

/** The file that somebody has before them, if it is one. */
export const fileOf = ({ path }: Pick<Presence, 'path'>): string | undefined =>
	path === undefined || path.startsWith('/') ? undefined : path;

/** Where somebody is, in words: a path or the name of a pane; undefined when it was not told. */
export function whereabouts({ path }: Pick<Presence, 'path'>): string | undefined {
	return path !== undefined && isRoom(path) ? ROOMS[path] : fileOf({ path });
}

/** Who has which file open, by its path; `told` is what is said of each. */
export function byFile<Told>(
	present: readonly PresentMember[],
	told: (member: PresentMember) => Told,
): ReadonlyMap<string, readonly Told[]> {
	const paths = new Set(present.flatMap(({ presence }) => fileOf(presence) ?? []));
	const at = (path: string) => present.filter(({ presence }) => fileOf(presence) === path);
	return new Map([...paths].map((path) => [path, at(path).map(told)]));
}
