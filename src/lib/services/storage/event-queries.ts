import Dexie from 'dexie';
import type { Delivery, KeptEvent } from '#lib/model/delivery.ts';
import type { Database } from './database.ts';

/** An event and where it went. */
export interface Published {
	readonly event: KeptEvent;
	readonly deliveries: readonly Delivery[];
}

/** The newest events, newest first, with their ways. At most `limit` (50). For screens, through `live()`. */
export async function recentEvents(database: Database, limit = 50): Promise<Published[]> {
	const raws = await database.events.orderBy('seq').reverse().limit(Math.min(limit, 500)).toArray();
	const events = database.rows('events', raws);
	const seqs = events.map(({ seq }) => seq);
	const ways = database.rows('deliveries', await database.deliveries.where('seq').anyOf(seqs).toArray());
	return events.map((event) => ({ event, deliveries: ways.filter(({ seq }) => seq === event.seq) }));
}

/** Deliveries that were tried for the last time, newest first. At most 100. For screens, through `live()`. */
export async function failedDeliveries(database: Database): Promise<Delivery[]> {
	const raws = await database.deliveries
		.where('[state+seq]')
		.between(['failed', Dexie.minKey], ['failed', Dexie.maxKey])
		.reverse()
		.limit(100)
		.toArray();
	return database.rows('deliveries', raws);
}
