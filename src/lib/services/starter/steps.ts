import type { Spec, Trigger } from '#lib/model/spec.ts';
import { ACTION_VERBS } from './lexicon/cues.ts';
import type { Reading } from './reading.ts';
import { durationEnd, eachAt, parallelAt } from './step-words.ts';
import { scheduleAt, triggerAt } from './triggers.ts';

type Step = Spec['steps'][number];

/** Counts in words. */
export const NUMBERS: Readonly<Record<string, number>> = {
	once: 1,
	one: 1,
	twice: 2,
	two: 2,
	three: 3,
	thrice: 3,
	four: 4,
	five: 5,
	six: 6,
	ten: 10,
};

/** What starts the workflow and what it does, in order, in the words of the sentence. */
export function readSteps(reading: Reading): { triggers: Trigger[]; steps: Step[] } {
	const triggers: Trigger[] = [];
	const steps: Step[] = [];
	const mode: Mode = {
		isChoice: reading.tokens.some((_, index) => reading.is(index, ...OTHERWISE)),
		group: 0,
	};
	for (const clause of clausesOf(reading)) readStepClause({ reading, triggers, steps, mode }, clause);
	return {
		triggers: triggers.length ? triggers.slice(0, 4) : [{ type: 'manual' }],
		steps: steps.slice(0, 20),
	};
}

/** How the next steps belong to those before them. */
interface Mode {
	/** "if …, otherwise …": the first condition chooses, it starts nothing. */
	readonly isChoice: boolean;
	/** Index of the first step that may go on at the same time as the next one. */
	group: number;
	/** The next steps are done at the same time, until a "then". */
	isParallel?: boolean;
	isOtherwise?: boolean;
	each?: string | undefined;
}

const OTHERWISE = ['otherwise', 'else'];

/** What was read so far. */
interface Flow {
	readonly mode: Mode;
	readonly reading: Reading;
	readonly triggers: Trigger[];
	readonly steps: Step[];
}

interface Stretch {
	readonly from: number;
	readonly to: number;
	/** The word or mark before it. */
	readonly after?: string;
}

/** Clauses end at commas, semicolons, "then" and an "and" that an action follows. */
function clausesOf(reading: Reading): Stretch[] {
	const clauses: Stretch[] = [];
	let from = afterHead(reading);
	for (let index = from; index <= reading.tokens.length; index++) {
		const isEnd =
			index === reading.tokens.length ||
			reading.is(index, ',', ';', '.', ':', 'then', ...OTHERWISE) ||
			(reading.is(index, 'and') && isAction(reading, index + 1));
		if (!isEnd) continue;
		if (index > from) clauses.push({ from, to: index, after: reading.lower(from - 1) });
		reading.mark(index, index + 1, 'filler');
		from = index + 1;
	}
	return clauses;
}

/** Past "a workflow that", "an automation for". */
function afterHead(reading: Reading): number {
	for (
		let index = reading.leadEnd;
		index < Math.min(reading.leadEnd + 6, reading.tokens.length - 1);
		index++
	) {
		if (reading.kindAt[index]?.value !== 'workflow') continue;
		reading.mark(reading.leadEnd, index + 1, 'kind');
		const colon = reading.tokens.findIndex((token, at) => at > index && token.text === ':');
		if (colon > 0 && colon < reading.tokens.length - 1 && !parallelAt(reading, index, colon)) {
			reading.mark(index + 1, colon + 1, 'filler');
			return colon + 1;
		}
		return reading.is(index + 1, 'that', 'which', 'to', ':', 'for') ? index + 2 : reading.leadEnd;
	}
	return reading.leadEnd;
}

const hasActionIn = (reading: Reading, from: number, to: number): boolean => {
	for (let index = from; index < to; index++)
		if (reading.has(index, ACTION_VERBS) && !reading.is(index, 'run')) return true;
	return false;
};

const isAction = (reading: Reading, index: number): boolean => {
	const at = reading.is(index, 'then', 'also') ? index + 1 : index;
	return reading.has(at, ACTION_VERBS) && reading.isWord(at + 1);
};

function readStepClause(flow: Flow, clause: Stretch): void {
	const { reading, triggers, mode, steps } = flow;
	const { to, after = '' } = clause;
	if (after === 'then' || after === ';') {
		mode.isParallel = false;
		mode.group = steps.length;
	}
	if (OTHERWISE.includes(after)) mode.isOtherwise = true;
	let begin = clause.from;
	while (begin < to && reading.is(begin, 'and', 'then', 'also', 'finally', 'to', 'that', 'which', 'please'))
		begin++;
	const each = eachAt(reading, begin, to);
	if (each) {
		mode.each = each.name;
		reading.mark(begin, each.end, 'step');
		return each.end < to ? readStepClause(flow, { from: each.end, to }) : undefined;
	}
	const parallel = parallelAt(reading, begin, to);
	if (parallel && !hasActionIn(reading, begin, parallel.from)) {
		mode.isParallel = true;
		mode.group = steps.length;
		reading.mark(begin, parallel.to, 'step');
		return parallel.to < to ? readStepClause(flow, { from: parallel.to, to }) : undefined;
	}
	const trigger = triggerAt(reading, begin);
	if (trigger?.cron) {
		triggers.push({ type: 'schedule', cron: trigger.cron });
		reading.remark(begin, trigger.end, 'trigger');
		if (trigger.end < to) readStepClause(flow, { from: trigger.end, to });
		return;
	}
	if (trigger) return readCondition(flow, begin, trigger.end, to);
	if (addRetry(flow, begin, to)) return;
	readAction(flow, begin, to);
}

/** "when an order is created" starts the workflow; a later "if it rains" guards what comes next. */
function readCondition(flow: Flow, begin: number, from: number, to: number): void {
	const { reading, triggers, steps } = flow;
	const action = firstAction(reading, from + 2, to);
	const end = action ?? to;
	const words = textOf(reading, from, end);
	if (!triggers.length && !steps.length && !flow.mode.isChoice && !reading.is(begin, 'unless')) {
		triggers.push({ type: 'event', event: words.slice(0, 120) });
		reading.remark(begin, end, 'trigger');
	} else if (steps.length && action === undefined) guardLast(steps, words);
	if (action !== undefined) {
		const isFirst = triggers.some(
			(trigger) => trigger.type === 'event' && trigger.event === words.slice(0, 120),
		);
		readAction(flow, action, to, isFirst ? undefined : words);
	}
	reading.mark(begin, end, 'step');
}

function guardLast(steps: Step[], words: string): void {
	const last = steps.pop();
	if (last) steps.push({ ...last, when: words.slice(0, 60) });
}

function firstAction(reading: Reading, from: number, to: number): number | undefined {
	for (let index = from; index < to; index++)
		if (
			ACTION_VERBS.has(reading.lower(index)) &&
			reading.is(
				index + 1,
				'me',
				'us',
				'the',
				'a',
				'an',
				'my',
				'it',
				'to',
				'more',
				'all',
				'him',
				'them',
				'our',
				'support',
			)
		)
			return index;
	return undefined;
}

function readAction(flow: Flow, from: number, to: number, when?: string): void {
	const { reading, triggers, steps } = flow;
	let end = to;
	for (let index = from + 1; index < to; index++) {
		const pause = reading.is(index, 'after') ? durationEnd(reading, index + 1) : undefined;
		if (pause !== undefined && pause >= to) {
			steps.push({ action: `wait ${textOf(reading, index + 1, pause)}`.slice(0, 60) });
			reading.remark(index, pause, 'step');
			end = index;
			break;
		}
		const later =
			scheduleAt(reading, index) ??
			(reading.is(index, 'if', 'when', 'whenever', 'unless', 'once', 'after', 'before')
				? triggerAt(reading, index)
				: null);
		if (!later) continue;
		end = index;
		if (later.cron) {
			triggers.push({ type: 'schedule', cron: later.cron });
			reading.remark(index, later.end, 'trigger');
		} else readLaterCondition(flow, { from, to: end }, { from: later.end, to });
		if (!later.cron) return;
		break;
	}
	addAction(flow, { from, to: end }, when);
}

/** One step more, with all that was said about how it belongs to the others. */
function addAction(flow: Flow, { from, to }: Stretch, when?: string): void {
	const { reading, steps, mode } = flow;
	const parallel = parallelAt(reading, from, to);
	const action = textOf(reading, from, parallel?.from ?? to);
	if (!action) return;
	const isBeside = mode.isParallel && steps.length > mode.group;
	steps.push({
		action: action.slice(0, 60),
		...(when ? { when: when.slice(0, 60) } : {}),
		...(mode.isOtherwise ? { otherwise: true } : {}),
		...(isBeside ? { parallel: true } : {}),
		...(mode.each ? { each: mode.each } : {}),
	});
	// "… and check the credit in parallel" speaks of all since the last "then".
	if (parallel)
		for (let index = mode.group + 1; index < steps.length; index++) {
			const step = steps[index];
			if (step) steps[index] = { ...step, parallel: true };
		}
	mode.isOtherwise = false;
	mode.each = undefined;
	reading.remark(from, to, 'step');
}

/** "notify me when the price drops": without another trigger the condition is what starts it. */
function readLaterCondition(flow: Flow, done: Stretch, condition: Stretch): void {
	const { reading, triggers, mode } = flow;
	const index = done.to;
	const action = textOf(reading, done.from, done.to);
	const words = textOf(reading, condition.from, condition.to);
	const isTrigger = !triggers.length && !mode.isChoice && !reading.is(index, 'if', 'unless');
	if (isTrigger) triggers.push({ type: 'event', event: words.slice(0, 120) });
	if (action) addAction(flow, done, isTrigger || !words ? undefined : words);
	reading.remark(index, condition.to, isTrigger ? 'trigger' : 'step');
}

/** "retry the charge three times", "retry it twice": belongs to the step it names, else to the last. */
function addRetry({ reading, steps }: Flow, from: number, to: number): boolean {
	if (!reading.is(from, 'retry', 'retrying', 'repeat') || !steps.length) return false;
	const counts = reading.tokens
		.slice(from, to)
		.map((token) => NUMBERS[token.lower] ?? (token.type === 'number' ? Number(token.lower) : Number.NaN));
	const retries = counts.find((count) => Number.isInteger(count) && count >= 0 && count <= 100) ?? 3;
	const named = steps.findIndex((step) =>
		reading.tokens
			.slice(from + 1, to)
			.some((token) => token.lower.length > 3 && step.action.toLowerCase().includes(token.lower)),
	);
	const place = named < 0 ? steps.length - 1 : named;
	const step = steps[place];
	if (step) steps[place] = { ...step, retries };
	reading.remark(from, to, 'step');
	return true;
}

function textOf(reading: Reading, from: number, to: number): string {
	const [first, last] = [reading.tokens[from], reading.tokens[to - 1]];
	return first && last && to > from ? reading.sentence.slice(first.start, last.end).trim() : '';
}
