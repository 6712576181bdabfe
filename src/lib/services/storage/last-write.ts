import type { DBCore, Middleware, Transaction } from 'dexie';

/** Native transactions that do nothing more after their next write. */
const ending = new WeakMap<object, IDBTransaction>();

/**
 * Says that the next write of a transaction is the last thing it does: the browser then commits with it, instead of after
 * it has told that the write went well. That is one way to the disk and back instead of two.
 */
export function endsWithNextWrite({ idbtrans }: Transaction): void {
	ending.set(idbtrans, idbtrans);
}

/** Innermost, where a write is sent at the moment of the call. */
export const commitWithLastWrite: Middleware<DBCore> = {
	stack: 'dbcore',
	name: 'commit-with-last-write',
	level: -2,
	create: (core) => ({
		...core,
		table(name) {
			const table = core.table(name);
			return {
				...table,
				mutate(request) {
					const written = table.mutate(request);
					ending.get(request.trans)?.commit();
					ending.delete(request.trans);
					return written;
				},
			};
		},
	}),
};
