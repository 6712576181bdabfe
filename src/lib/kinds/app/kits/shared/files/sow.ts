import type { Entity, Values } from './schema.ts';
import { addRow, findRow, once } from './store.ts';

/** Puts the first rows in, once in the life of the data: what is deleted later stays deleted. */
export function sowOnce(entity: Entity, rows: readonly Values[]): void {
	once('isSown', () => {
		for (const [index, values] of rows.entries()) {
			// The same id in every tab, so that two tabs opened together sow one row.
			const id = `seed-${String(index).padStart(3, '0')}`;
			if (!findRow(entity.name, id)) addRow(entity.name, values, id);
		}
	});
}

/** Rows that have nothing but their heading. */
export const rowsOf = (entity: Entity, headings: readonly string[]): readonly Values[] =>
	headings.map((heading) => ({ [entity.fields[0]?.name ?? 'name']: heading }));
