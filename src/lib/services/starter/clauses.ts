import { about } from './about.ts';
import { forEach } from './each.ts';
import { keeping } from './keeping.ts';
import { readLead } from './lead.ts';
import {
	actor,
	brackets,
	colon,
	columns,
	examples,
	habits,
	grouping,
	handled,
	introduced,
	perPeriod,
	withList,
} from './lists.ts';
import { reporting, stages } from './moves.ts';
import { belonging, possession } from './possession.ts';
import { question } from './questions.ts';
import type { Reading } from './reading.ts';
import { readRequest } from './request.ts';

/** Reads the whole sentence, clause by clause; what no rule reads stays unmarked. */
export function readSentence(reading: Reading): void {
	let index = readLead(reading);
	index = readRequest(reading, index);
	while (index < reading.tokens.length) index = readClause(reading, index) ?? index + 1;
}

type Rule = (reading: Reading, index: number) => number | null;

/** In the order in which they are tried at every place. */
const RULES: readonly Rule[] = [
	forEach,
	habits,
	possession,
	belonging,
	stages,
	columns,
	colon,
	introduced,
	reporting,
	actor,
	brackets,
	keeping,
	withList,
	grouping,
	perPeriod,
	handled,
	examples,
	about,
	question,
];

function readClause(reading: Reading, index: number): number | null {
	for (const rule of RULES) {
		const next = rule(reading, index);
		if (next !== null && next > index) return next;
	}
	return null;
}
