import type { Row } from '../../shared/files/schema.ts';
import { changeRow } from '../../shared/files/store.ts';
import { entities, sectionField } from './model.ts';

const [main] = entities;

export const inOrder = (rows: readonly Row[]): readonly Row[] =>
	[...rows].sort((a, b) => positionOf(a) - positionOf(b));

/** Rows by section: the declared sections first, then others as they came, then those without one. */
export function sectionsOf(rows: readonly Row[]): readonly (readonly [name: string, rows: readonly Row[]])[] {
	if (!sectionField) return [['', inOrder(rows)]];
	const declared = main.fields.find(({ name }) => name === sectionField)?.options ?? [];
	const names = new Set([...declared, ...rows.map(sectionOf).filter(Boolean), '']);
	return [...names]
		.map((name): [string, readonly Row[]] => [name, inOrder(rows.filter((row) => sectionOf(row) === name))])
		.filter(([, members]) => members.length > 0);
}

/** Puts a row between two others; without one of them, at that end. */
export function place(row: Row, previous: Row | undefined, next: Row | undefined): void {
	const before = previous ? positionOf(previous) : next ? positionOf(next) - 1 : positionOf(row);
	const after = next ? positionOf(next) : before + 2;
	const section = previous ?? next;
	changeRow(main.name, row.id, {
		listPosition: (before + after) / 2,
		...(sectionField && section ? { [sectionField]: section[sectionField] ?? null } : {}),
	});
}

const sectionOf = (row: Row): string => {
	const value = row[sectionField];
	return typeof value === 'string' ? value : '';
};

function positionOf(row: Row): number {
	return typeof row['listPosition'] === 'number' ? row['listPosition'] : row.createdAt;
}
