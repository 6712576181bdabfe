import type { Row } from '../../shared/files/schema.ts';
import { roundLength } from './model.ts';

/** A question as it is asked: its answers in a new order. */
export interface Asked {
	readonly id: string;
	readonly question: string;
	readonly answer: string;
	readonly choices: readonly string[];
}

/** A round of questions in random order. */
export function newRound(rows: readonly Row[]): readonly Asked[] {
	return shuffled(rows).slice(0, roundLength).map(ask);
}

function ask(row: Row): Asked {
	const answer = String(row['answer'] ?? '');
	const wrong = [row['wrongOne'], row['wrongTwo'], row['wrongThree']].filter(
		(text) => typeof text === 'string',
	);
	const choices = shuffled([...new Set([answer, ...wrong])]);
	return { id: row.id, question: String(row['question'] ?? ''), answer, choices };
}

function shuffled<Item>(items: readonly Item[]): readonly Item[] {
	return items
		.map((item) => ({ item, order: Math.random() }))
		.sort((a, b) => a.order - b.order)
		.map(({ item }) => item);
}
