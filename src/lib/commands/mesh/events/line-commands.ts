import * as z from 'zod/mini';
import { eventLineSchema } from '#lib/model/delivery.ts';
import { newUlid } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { defineCommand } from '../../command.ts';

const facts = {
	title: eventLineSchema.shape.title,
	address: eventLineSchema.shape.address,
	types: eventLineSchema.shape.types,
};

/** Sends events to an address from now on. Gives the secret that it is signed with, which is never shown again. */
export const addWebhook = defineCommand({
	id: 'event-line.add-webhook',
	title: 'Send events to an address',
	input: z.object({ ...facts, source: z.optional(z.string().check(z.maxLength(200))) }),
	audit: ({ address }) => ({ origin: new URL(address).origin }),
	run: async ({ source, ...line }, { storage, events }) => {
		const id = newUlid();
		const { newSecret } = await import('./signature.ts');
		const { secret, key } = await newSecret();
		const put = await storage.events.putLine({
			...{ id, way: 'webhook', isOn: true, createdAt: Date.now(), key },
			...line,
			...(source ? { source } : {}),
		});
		if (!put.ok) return put;
		const wanted = { to: id, link: '', source: source ?? '*', types: line.types };
		const subscribed = await storage.events.subscribe(id, [wanted]);
		if (!subscribed.ok) return subscribed;
		events.wake(id);
		return ok({ id, secret });
	},
});

/** Asks an address for events from now on, or keeps a stream of them open (`sse`). With a secret only messages signed by it count. */
export const addIncoming = defineCommand({
	id: 'event-line.add-incoming',
	title: 'Receive events from an address',
	input: z.object({
		...facts,
		way: z._default(z.enum(['poll', 'sse']), 'poll'),
		secret: z.optional(z.string().check(z.minLength(8), z.maxLength(500))),
	}),
	audit: ({ address }) => ({ origin: new URL(address).origin }),
	run: async ({ secret, ...line }, { storage, events }) => {
		const id = newUlid();
		const { readSecret } = await import('./signature.ts');
		const put = await storage.events.putLine({
			...{ id, isOn: true, createdAt: Date.now() },
			...line,
			...(secret ? { key: await readSecret(secret) } : {}),
		});
		if (!put.ok) return put;
		await events.followLines();
		return ok({ id });
	},
});

/** Forgets an address, and what still waits for it. */
export const removeLine = defineCommand({
	id: 'event-line.remove',
	title: 'Remove the address',
	input: z.object({ id: eventLineSchema.shape.id }),
	run: async ({ id }, { storage, events }) => {
		const removed = await storage.events.removeLine(id);
		if (removed.ok) await events.followLines();
		return removed;
	},
});

/** Tries a failed delivery again. */
export const retryDelivery = defineCommand({
	id: 'event.retry',
	title: 'Retry',
	input: z.object({ to: z.string(), seq: z.int() }),
	run: ({ to, seq }, { storage }) => storage.events.retry(to, seq),
});
