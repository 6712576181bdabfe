import type { Spec } from '#lib/model/spec.ts';
import type { Reading } from '../reading.ts';
import { readCalculator } from './calculator.ts';
import { readCards } from './cards.ts';
import { readConverter } from './converter.ts';
import { readTimer } from './timer.ts';

export interface KitOptions {
	readonly options: Spec['options'];
	/** What the kit cannot do although it was asked for, in plain words. */
	readonly missing: readonly string[];
	/** Whether the sentence named nothing that this kit can do. */
	readonly isEmpty: boolean;
}

const readers: Readonly<Record<string, (reading: Reading) => KitOptions>> = {
	timer: readTimer,
	converter: readConverter,
	calculator: readCalculator,
	flashcards: readCards,
	quiz: readCards,
};

/** What the sentence says to a kit of one purpose; kits without a reader have no options. */
export function readOptions(reading: Reading, kit: string): KitOptions {
	return readers[kit]?.(reading) ?? { options: {}, missing: [], isEmpty: false };
}
