import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react';
import { headingOf, type RefTitle } from '../format.ts';
import type { Entity } from '../schema.ts';
import { findRow, useRows } from '../store.ts';

const EntitiesContext = createContext<readonly Entity[]>([]);

export function EntitiesProvider({
	entities,
	children,
}: {
	readonly entities: readonly Entity[];
	readonly children: ReactNode;
}) {
	return <EntitiesContext value={entities}>{children}</EntitiesContext>;
}

export const useEntities = (): readonly Entity[] => useContext(EntitiesContext);

/** Headings of rows that `ref` fields point to. */
export function useRefTitle(): RefTitle {
	const entities = useEntities();
	return useCallback(
		function refTitle(entityName, id): string {
			const entity = entities.find((candidate) => candidate.name === entityName);
			const row = entity && findRow(entityName, id);
			if (!entity || !row) return '(deleted)';
			// One step is enough for a heading, and two entities may point at each other.
			return headingOf(entity, row, () => '');
		},
		[entities],
	);
}

/** The rows a `ref` field can point to, by heading. */
export function useRefChoices(
	entityName: string,
): readonly { readonly id: string; readonly title: string }[] {
	const rows = useRows(entityName);
	const refTitle = useRefTitle();
	return useMemo(
		() =>
			rows
				.map((row) => ({ id: row.id, title: refTitle(entityName, row.id) }))
				.sort((a, b) => a.title.localeCompare(b.title)),
		[rows, refTitle, entityName],
	);
}
