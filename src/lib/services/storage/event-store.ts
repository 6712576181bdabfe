import Dexie from 'dexie';
import { fitsType } from '#lib/model/cloud-event.ts';
import type { Delivery, EventLine, KeptEvent, Subscription } from '#lib/model/delivery.ts';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Bus } from './bus.ts';
import type { Database } from './database.ts';
import { attempt, write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';

/** Most events that wait for one subscriber; further ones fail at once. */
export const MAX_WAITING = 1_000;
/** Events that are kept for looking back. */
const KEPT = 5_000;
const PRUNE_EVERY = 500;

/** Events and their way to subscribers. What is published and whom it goes to is written in one transaction. */
export interface EventStore {
	/** Keeps an event and a delivery for each who wants it; the one that was there before where its source said it before. */
	put(event: Omit<KeptEvent, 'seq'>): Promise<Result<KeptEvent, Problem>>;
	/** Published after `seq`, oldest first, at most 500. */
	after(seq: number): Promise<readonly KeptEvent[]>;
	/** The newest event's number, 0 before the first. */
	newest(): Promise<number>;
	event(seq: number): Promise<KeptEvent | undefined>;
	/** What waits for `to`, in order. */
	waiting(to: string): Promise<readonly Delivery[]>;
	/** Subscribers for whom something waits. */
	awaited(): Promise<readonly string[]>;
	/** Writes down how a delivery went. */
	settle(delivery: Delivery): Promise<Result<void, Problem>>;
	/** Has failed deliveries tried again, the clock set back. */
	retry(to: string, seq: number): Promise<Result<void, Problem>>;
	/** Replaces what `to` wants. Writes nothing where it is as it was. */
	subscribe(to: string, subscriptions: readonly Subscription[]): Promise<Result<void, Problem>>;
	subscriptions(to: string): Promise<readonly Subscription[]>;
	lines(): Promise<readonly EventLine[]>;
	putLine(line: EventLine): Promise<Result<void, Problem>>;
	/** With all that waits for it. */
	removeLine(id: string): Promise<Result<void, Problem>>;
	/** Called after each event, of this tab or another. Returns the unsubscriber. */
	watch(listener: (seq: number) => void): () => void;
}

export function createEventStore(database: Database, bus: Bus): EventStore {
	return {
		async put(event) {
			const kept = await attempt(() => putEvent(database, event));
			if (kept.ok) bus.post({ type: 'event', seq: kept.value.seq });
			if (kept.ok && kept.value.seq % PRUNE_EVERY === 0)
				await attempt(() => prune(database, kept.value.seq - KEPT));
			return kept;
		},
		after: async (seq) =>
			database.rows('events', await database.events.where('seq').above(seq).limit(500).toArray()),
		newest: async () => database.row('events', await database.events.orderBy('seq').last())?.seq ?? 0,
		event: async (seq) => database.row('events', await database.events.get(seq)),
		waiting: async (to) => database.rows('deliveries', await waitingOf(database, to).toArray()),
		awaited: () => awaited(database),
		settle: (delivery) => write(() => database.deliveries.put(SCHEMA_OF.deliveries.parse(delivery))),
		async retry(to, seq) {
			const written = await write(() => retry(database, to, seq));
			if (written.ok) bus.post({ type: 'event', seq });
			return written;
		},
		subscribe: (to, subscriptions) => write(() => subscribe(database, to, subscriptions)),
		subscriptions: (to) => subscriptionsOf(database, to),
		lines: () => eventLines(database),
		putLine: (line) => write(() => database.eventLines.put(SCHEMA_OF.eventLines.parse(line))),
		removeLine: (id) =>
			write(() =>
				database.transaction('rw', [database.eventLines, ...tablesOf(database)], async () => {
					await database.eventLines.delete(id);
					await forgetSubscriber(database, id);
				}),
			),
		watch: (listener) =>
			bus.listen((message) => {
				if (message.type === 'event') listener(message.seq);
			}),
	};
}

const tablesOf = (database: Database) => [database.deliveries, database.subscriptions];

/** All addresses outside, oldest first. For screens, through `live()`. */
export const eventLines = async (database: Database): Promise<EventLine[]> =>
	database.rows('eventLines', await database.eventLines.toArray());

async function putEvent(database: Database, event: Omit<KeptEvent, 'seq'>): Promise<KeptEvent> {
	const tables = [database.events, database.creations, ...tablesOf(database)];
	return database.transaction('rw', tables, async () => {
		const known = await database.events.where({ source: event.source, eventId: event.eventId }).first();
		const before = database.row('events', known);
		if (before) return before;
		const seq = await database.events.add(event);
		for (const subscription of await subscribersOf(database, event))
			await database.deliveries.put(
				SCHEMA_OF.deliveries.parse(await deliveryOf(database, { ...event, seq }, subscription)),
			);
		return { ...event, seq };
	});
}

/** Each only once, whatever number of its links fit; nobody hears of its own events, or of any while in the trash. */
async function subscribersOf(
	database: Database,
	{ source, type }: Omit<KeptEvent, 'seq'>,
): Promise<Subscription[]> {
	const raws = await database.subscriptions.where('source').anyOf(source, '*').toArray();
	const fitting = database.rows('subscriptions', raws).filter(({ types }) => fitsType(type, types));
	const each = [...new Map(fitting.map((one) => [one.to, one])).values()];
	const creations = await database.creations.bulkGet(each.map(({ to }) => to));
	return each.filter(({ to }, index) => {
		const creation = database.row('creations', creations[index]);
		return creation?.trashedAt === undefined && !source.endsWith(to);
	});
}

async function deliveryOf(
	database: Database,
	{ seq, source, type, at }: KeptEvent,
	{ to, link }: Subscription,
): Promise<Delivery> {
	const delivery: Delivery = { to, seq, link, source, type, state: 'waiting', attempts: 0, dueAt: at };
	if ((await waitingOf(database, to).count()) < MAX_WAITING) return delivery;
	return { ...delivery, state: 'failed', endedAt: at, problem: 'Too many events wait for it already.' };
}

const waitingOf = (database: Database, to: string) =>
	database.deliveries
		.where('[to+state+seq]')
		.between([to, 'waiting', Dexie.minKey], [to, 'waiting', Dexie.maxKey]);

async function awaited(database: Database): Promise<string[]> {
	const keys = await database.deliveries
		.where('[state+seq]')
		.between(['waiting', Dexie.minKey], ['waiting', Dexie.maxKey])
		.primaryKeys();
	return [...new Set(keys.map((key) => String([key].flat()[0])))];
}

async function retry(database: Database, to: string, seq: number): Promise<void> {
	const row = database.row('deliveries', await database.deliveries.get([to, seq]));
	if (row?.state === 'failed')
		await database.deliveries.put({ ...row, state: 'waiting', attempts: 0, dueAt: Date.now() });
}

async function subscribe(
	database: Database,
	to: string,
	subscriptions: readonly Subscription[],
): Promise<void> {
	const present = await subscriptionsOf(database, to);
	if (JSON.stringify(present) === JSON.stringify(subscriptions)) return;
	await database.transaction('rw', database.subscriptions, async () => {
		await database.subscriptions.where('to').equals(to).delete();
		await database.subscriptions.bulkPut(subscriptions.map((one) => SCHEMA_OF.subscriptions.parse(one)));
	});
}

const subscriptionsOf = async (database: Database, to: string): Promise<Subscription[]> =>
	database.rows('subscriptions', await database.subscriptions.where('to').equals(to).toArray());

/** Forgets old events that nobody waits for. */
async function prune(database: Database, below: number): Promise<void> {
	if (below <= 0) return;
	await database.transaction('rw', database.events, database.deliveries, async () => {
		const old = database.rows('deliveries', await database.deliveries.where('seq').below(below).toArray());
		const awaited = new Set(old.filter(({ state }) => state !== 'delivered').map(({ seq }) => seq));
		const seqs = await database.events.where('seq').below(below).primaryKeys();
		await database.events.bulkDelete(seqs.filter((seq) => !awaited.has(seq)));
		await database.deliveries.bulkDelete(
			old.filter(({ state }) => state === 'delivered').map(({ to, seq }) => [to, seq]),
		);
	});
}

async function forgetSubscriber(database: Database, to: string): Promise<void> {
	await database.subscriptions.where('to').equals(to).delete();
	await database.deliveries.where('[to+seq]').between([to, Dexie.minKey], [to, Dexie.maxKey]).delete();
}

/** What an erased creation wanted and what waited for it. Within a transaction over all tables. */
export async function forgetEventsOf(database: Database, id: CreationId): Promise<void> {
	await forgetSubscriber(database, id);
	const own = database.events
		.where('[source+eventId]')
		.between([urnOf(id), Dexie.minKey], [urnOf(id), Dexie.maxKey]);
	await database.deliveries
		.where('seq')
		.anyOf(await own.primaryKeys())
		.delete();
	await own.delete();
}
