import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';

const changesSchema = z.map(z.string(), z.nullable(z.string()));

/** What one realm tells all others after it has become durable. */
const busMessageSchema = z.discriminatedUnion('type', [
	/** A small row was created, changed or removed. */
	z.object({ type: z.literal('creation'), id: creationIdSchema }),
	/** The working tree has new updates. */
	z.object({ type: z.literal('tree'), id: creationIdSchema }),
	/** The running creation's data changed. */
	z.object({ type: z.literal('data'), id: creationIdSchema, changes: changesSchema }),
	/** An event was published, or an old one shall be tried again. */
	z.object({ type: z.literal('event'), seq: z.int() }),
]);
export type BusMessage = z.infer<typeof busMessageSchema>;
/** `source` is the object that posted, when it lives in this realm. */
export type BusListener = (message: BusMessage, source: object | undefined) => void;

/** News between the tabs and workers of one database. Only a hint: the facts are in the database. */
export interface Bus {
	post(message: BusMessage, source?: object): void;
	listen(listener: BusListener): () => void;
	close(): void;
}

export function createBus(databaseName: string): Bus {
	const channel = new BroadcastChannel(`aether:${databaseName}`);
	const listeners = new Set<BusListener>();
	const tell: BusListener = (message, source) => listeners.forEach((listener) => listener(message, source));
	channel.onmessage = (event: MessageEvent<unknown>) => {
		const message = z.safeParse(busMessageSchema, event.data);
		if (message.success) tell(message.data, undefined);
	};
	return {
		post(message, source) {
			channel.postMessage(message);
			tell(message, source);
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close: () => channel.close(),
	};
}
