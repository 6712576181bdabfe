import { abortable } from './abort.ts';
import { isEqual, isRecord, listOf, recordOf, textOf } from './data.ts';
import type { Activity } from './execution.ts';
import type { CloudEvent } from './workflow.ts';

/** What to listen for: `one`, `any` (with `until`) or `all` of the DSL. */
export interface Strategy {
	readonly to: Readonly<Record<string, unknown>>;
	readonly input: unknown;
}

interface Filter {
	readonly with: Readonly<Record<string, unknown>>;
	readonly correlate: Readonly<Record<string, unknown>>;
	isMet: boolean;
}

/** Takes events off the bus, in their order, as long as the strategy asks for more. */
export interface Consumer {
	/** For people: ` of type x`. */
	readonly types: string;
	/** Whether enough was taken. */
	isDone(): Promise<boolean>;
	/** The next event that fits; undefined when there will be none that counts. */
	next(): Promise<CloudEvent | undefined>;
	/** Counts an event that was taken before the run was resumed. */
	replay(event: unknown): CloudEvent;
	stop(): void;
}

/** `taken` is what has been made of the events so far: `until` is asked about it. */
export function consumer(activity: Activity, { to, input }: Strategy, taken: readonly unknown[]): Consumer {
	const { execution, frame } = activity;
	const { host } = execution;
	const isAll = to['all'] !== undefined;
	const filters = filtersOf(to);
	const until = to['until'];
	const correlations = new Map<string, unknown>();
	const queue = new Queue();
	let count = 0;
	let isClosed = false;
	const unsubscribe = host.bus.subscribe({}, (event) => queue.push(event));
	const fits = (event: CloudEvent, filter: Filter) =>
		matches({ activity, input, event, filter, correlations });
	const closing = isRecord(until) ? filtersOf(until) : [];
	const countIn = (filter: Filter | undefined) => {
		count++;
		if (filter) filter.isMet = true;
	};
	const isEnough = () => (isAll ? filters.every(({ isMet }) => isMet) : count > 0);
	return {
		types: typesOf(filters),
		async isDone() {
			if (isClosed) return true;
			if (isAll) return isEnough();
			if (typeof until === 'string') return count > 0 && execution.test(until, taken, frame);
			return until === undefined ? isEnough() : until === true;
		},
		async next() {
			for (;;) {
				const event = await abortable(queue.next(), frame.signal);
				for (const filter of closing) if (await fits(event, filter)) return void (isClosed = true);
				if (filters.length === 0) {
					countIn(undefined);
					return event;
				}
				for (const filter of filters) {
					if ((isAll && filter.isMet) || !(await fits(event, filter))) continue;
					countIn(filter);
					return event;
				}
			}
		},
		replay(raw) {
			const event = eventFrom(raw);
			countIn(filters.find((filter) => !filter.isMet && isEqual(filter.with['type'], event.type)));
			return event;
		},
		stop: unsubscribe,
	};
}

/** Events that wait to be looked at. */
class Queue {
	readonly #events: CloudEvent[] = [];
	#wake: (() => void) | undefined;

	push(event: CloudEvent): void {
		this.#events.push(event);
		this.#wake?.();
	}

	async next(): Promise<CloudEvent> {
		for (;;) {
			const event = this.#events.shift();
			if (event) return event;
			await new Promise<void>((resolve) => (this.#wake = resolve));
		}
	}
}

/** What was written down of an event, as one. */
export const eventFrom = (raw: unknown): CloudEvent => {
	const facts = recordOf(raw);
	const text = (name: string) => textOf(facts[name]) ?? '';
	return { ...facts, specversion: '1.0', id: text('id'), source: text('source'), type: text('type') };
};

function filtersOf(to: Readonly<Record<string, unknown>>): Filter[] {
	const named = to['one'] === undefined ? listOf(to['all'] ?? to['any']) : [to['one']];
	return named.map((filter) => {
		const { with: attributes, correlate } = recordOf(filter);
		return { with: recordOf(attributes), correlate: recordOf(correlate), isMet: false };
	});
}

const typesOf = (filters: readonly Filter[]): string => {
	const types = filters.flatMap((filter) => textOf(filter.with['type']) ?? []);
	return types.length > 0 ? ` of type ${types.join(', ')}` : '';
};

interface Candidate {
	readonly activity: Activity;
	readonly input: unknown;
	readonly event: CloudEvent;
	readonly filter: Filter;
	readonly correlations: Map<string, unknown>;
}

async function matches(candidate: Candidate): Promise<boolean> {
	const { event, filter } = candidate;
	for (const [name, wanted] of Object.entries(filter.with))
		if (!(await isAttribute(candidate, event[name] ?? null, wanted))) return false;
	return correlates(candidate);
}

/** An expression about the attribute, or what the attribute must be. */
async function isAttribute(
	{ activity, event }: Candidate,
	found: unknown,
	wanted: unknown,
): Promise<boolean> {
	const { execution, frame } = activity;
	if (typeof wanted === 'string' && wanted.includes('${')) {
		const variables = { ...frame.variables, event };
		const answer = await execution.evaluate(wanted, found, { ...frame, variables });
		return answer === true || (typeof answer !== 'boolean' && isEqual(answer, found));
	}
	if (isRecord(wanted) && isRecord(found))
		return Object.entries(wanted).every(([name, value]) => isEqual(found[name], value));
	return isEqual(found, wanted);
}

/** The first value that an event gives is what the later ones must give, unless the document says which. */
async function correlates({ activity, event, filter, input, correlations }: Candidate): Promise<boolean> {
	const { execution, frame } = activity;
	const found: [string, unknown][] = [];
	for (const [name, value] of Object.entries(filter.correlate)) {
		const { from, expect } = recordOf(value);
		const actual = await execution.evaluate(from, event, frame);
		const expected =
			expect === undefined ? correlations.get(name) : await execution.fill(expect, input, frame);
		if (actual === null || (expected !== undefined && !isEqual(actual, expected))) return false;
		found.push([name, actual]);
	}
	for (const [name, value] of found) correlations.set(name, value);
	return true;
}
