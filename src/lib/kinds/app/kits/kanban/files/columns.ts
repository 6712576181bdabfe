import type { Row } from '../../shared/files/schema.ts';
import { changeRow } from '../../shared/files/store.ts';
import { columnField, entities } from './model.ts';

const [main] = entities;

export const columns: readonly string[] =
	main.fields.find((field) => field.name === columnField)?.options ?? [];

/** A card whose column is gone stands in the first one, so that nothing disappears. */
export function columnOf(row: Row): string {
	const value = row[columnField];
	return typeof value === 'string' && columns.includes(value) ? value : (columns[0] ?? '');
}

export const cardsOf = (rows: readonly Row[], column: string): readonly Row[] =>
	rows.filter((row) => columnOf(row) === column).sort((a, b) => positionOf(a) - positionOf(b));

/** Puts a card before another one of the column, or at its end. */
export function moveCard(row: Row, column: string, cards: readonly Row[], before?: Row): void {
	const others = cards.filter((card) => card.id !== row.id);
	const index = before ? others.findIndex((card) => card.id === before.id) : others.length;
	const [previous, next] = [others[index - 1], others[index]];
	changeRow(main.name, row.id, { [columnField]: column, boardPosition: between(previous, next) });
}

/** New cards stand where their time of creation puts them: at the end. */
function positionOf(row: Row): number {
	return typeof row['boardPosition'] === 'number' ? row['boardPosition'] : row.createdAt;
}

function between(previous: Row | undefined, next: Row | undefined): number {
	if (previous && next) return (positionOf(previous) + positionOf(next)) / 2;
	if (previous) return Math.max(positionOf(previous) + 1, Date.now());
	return next ? positionOf(next) - 1 : Date.now();
}
