import { useMemo } from 'react';
import type { Entity } from '../../shared/files/schema.ts';
import { addRow, changeRow, findRow, useRows } from '../../shared/files/store.ts';

/** One row per habit and day, so that two tabs never overwrite each other's ticks. */
export const TICKS = '_tick';

export const ticksEntity: Entity = {
	name: TICKS,
	label: 'Tick',
	plural: 'Habit log',
	fields: [
		{ name: 'habit', label: 'Habit', type: 'ref', ref: 'habit' },
		{ name: 'day', label: 'Day', type: 'date' },
		{ name: 'done', label: 'Done', type: 'boolean' },
	],
};

export interface Ticks {
	readonly has: (habitId: string, day: string) => boolean;
}

export function useTicks(): Ticks {
	const rows = useRows(TICKS);
	return useMemo(() => {
		const done = new Set(rows.filter((row) => row['done'] === true).map((row) => row.id));
		return { has: (habitId, day) => done.has(idOf(habitId, day)) };
	}, [rows]);
}

export function setTick(habitId: string, day: string, isDone: boolean): void {
	const id = idOf(habitId, day);
	if (findRow(TICKS, id)) changeRow(TICKS, id, { done: isDone });
	else addRow(TICKS, { habit: habitId, day, done: isDone }, id);
}

const idOf = (habitId: string, day: string): string => `${habitId}_${day}`;
