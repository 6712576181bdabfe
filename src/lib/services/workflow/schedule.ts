import { nextCron } from './cron.ts';
import { recordOf, textOf } from './data.ts';
import { durationMs } from './duration.ts';
import type { WorkflowDefinition } from './definition.ts';

/** What becomes of times that passed while no tab was open. */
export type CatchUp = 'once' | 'all' | 'skip';

/** When a workflow starts by itself. */
export interface Schedule {
	/** ms between starts. */
	readonly everyMs?: number;
	readonly cron?: string;
	/** ms between the end of a run and the next start. */
	readonly afterMs?: number;
	/** A strategy of event consumption. */
	readonly on?: Readonly<Record<string, unknown>>;
	readonly catchUp: CatchUp;
}

/** Missed times that are made up for at most, whatever the document says. */
const MOST_MISSED = 100;

/** The document's `schedule`, with `metadata.aether.catchUp`; undefined where it has none. */
export function scheduleOf({ source }: WorkflowDefinition): Schedule | undefined {
	const { every, cron, after, on } = recordOf(source['schedule']);
	const metadata = recordOf(recordOf(source['document'])['metadata']);
	const catchUp = recordOf(metadata['aether'] ?? recordOf(source['metadata'])['aether'])['catchUp'];
	const [everyMs, afterMs, expression] = [durationMs(every), durationMs(after), textOf(cron)];
	const schedule = {
		...(everyMs ? { everyMs } : {}),
		...(expression === undefined ? {} : { cron: expression }),
		...(afterMs === undefined ? {} : { afterMs }),
		...(on === undefined ? {} : { on: recordOf(on) }),
	};
	if (Object.keys(schedule).length === 0) return undefined;
	return { ...schedule, catchUp: catchUp === 'all' || catchUp === 'skip' ? catchUp : 'once' };
}

export interface Due {
	/** Times (ms since 1970) for which a run is to start now. */
	readonly starts: readonly number[];
	/** Everything up to here is done with. */
	readonly doneUntil: number;
	/** When to look again; undefined for never. */
	readonly nextAt?: number;
}

/** What a timed schedule asks for at `now`, when everything up to `doneUntil` is done with. A clock set back starts nothing twice. */
export function dueAt(schedule: Schedule, doneUntil: number, now: number): Due {
	const missed: number[] = [];
	let at = nextTime(schedule, doneUntil);
	for (; at !== undefined && at <= now && missed.length < MOST_MISSED; at = nextTime(schedule, at))
		missed.push(at);
	if (at !== undefined && at <= now) at = nextTime(schedule, now);
	const last = missed.at(-1);
	if (last === undefined) return { starts: [], doneUntil, ...(at === undefined ? {} : { nextAt: at }) };
	// A time that has just come is no missed one.
	const isFresh = now - last < FRESH_MS;
	const starts = schedule.catchUp === 'all' ? missed : isFresh || schedule.catchUp === 'once' ? [last] : [];
	return { starts, doneUntil: Math.max(last, doneUntil), ...(at === undefined ? {} : { nextAt: at }) };
}

/** How late a start may be and still be on time: what a sleeping timer of a browser is late by. ms. */
const FRESH_MS = 60_000;

function nextTime({ everyMs, cron }: Schedule, after: number): number | undefined {
	if (everyMs !== undefined) return after + everyMs;
	if (cron === undefined) return undefined;
	return nextCron(cron, after);
}
