import { inTurn, newId, Rows } from '../../shared/files/rows.ts';
import type { Values } from '../../shared/files/fields.ts';
import { isRow, select, type Page, type Query, type Row } from './query.ts';
import type { Entity } from './schema.ts';

/** The rows of one entity, kept on this device. */
export function storeOf({ name, path }: Entity) {
	const rows = new Rows(path || name, isRow);
	return {
		/** One page of the rows that fit, and how many fit in all. */
		find: async (query: Query, page: Page) => select(await rows.all(), query, page),
		get: (id: string): Promise<Row | undefined> => rows.get(id),
		async add(values: Values): Promise<Row> {
			const now = new Date().toISOString();
			const row = { id: newId(), createdAt: now, updatedAt: now, values };
			await rows.put(row);
			return row;
		},
		/** Puts `values` over those of the row; what they do not name stays. */
		change: (id: string, values: Values): Promise<Row | undefined> =>
			inTurn(async () => {
				const old = await rows.get(id);
				if (!old) return undefined;
				const row = { ...old, updatedAt: new Date().toISOString(), values: { ...old.values, ...values } };
				await rows.put(row);
				return row;
			}),
		/** Whether there was such a row. */
		async remove(id: string): Promise<boolean> {
			const old = await rows.get(id);
			await rows.remove(id);
			return old !== undefined;
		},
		clear: (): Promise<void> => rows.clear(),
	};
}
