import { addDays, isDay, today } from '../../shared/files/dates.ts';
import type { Row } from '../../shared/files/schema.ts';
import { changeRow } from '../../shared/files/store.ts';
import { boxDays, entities, firstDeck } from './model.ts';

const [card] = entities;

/** 0 for a new card. */
export function boxOf(row: Row): number {
	const box = row['box'];
	return typeof box === 'number' ? Math.min(Math.max(0, box), boxDays.length - 1) : 0;
}

export const deckOf = (row: Row): string => (typeof row['deck'] === 'string' ? row['deck'] : firstDeck);

/** Cards to be asked today. What was just answered wrong comes last. */
export function dueCards(rows: readonly Row[]): readonly Row[] {
	const now = today();
	return rows
		.filter((row) => !isDay(row['dueOn']) || row['dueOn'] <= now)
		.sort((a, b) => seenAt(a) - seenAt(b));
}

/** A right answer moves the card one box on, a wrong one back to the first. */
export function answer(row: Row, isRight: boolean): void {
	const box = isRight ? Math.min(boxOf(row) + 1, boxDays.length - 1) : 0;
	changeRow(card.name, row.id, { box, dueOn: addDays(today(), boxDays[box] ?? 0), seenAt: Date.now() });
}

const seenAt = (row: Row): number => (typeof row['seenAt'] === 'number' ? row['seenAt'] : 0);
