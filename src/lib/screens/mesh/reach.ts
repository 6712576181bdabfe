import type { CreationId } from '#lib/model/id.ts';
import type { Published } from '#lib/model/published.ts';

/** Those that link to `id`. */
export const usersOf = (id: CreationId, all: readonly Published[]): readonly Published[] =>
	all.filter(({ links }) => links.some(({ to }) => to === id));

/** Those that a change of `id` can reach, over however many links, nearest first. */
export function reachedFrom(id: CreationId, all: readonly Published[]): readonly Published[] {
	const reached = new Set<Published>();
	const open = [id];
	for (const each of open)
		for (const user of usersOf(each, all)) {
			if (user.creationId === id || reached.has(user)) continue;
			reached.add(user);
			open.push(user.creationId);
		}
	return [...reached];
}
