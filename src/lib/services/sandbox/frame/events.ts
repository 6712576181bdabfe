import type { HostMessage } from '../messages.ts';
import type { Post } from './port.ts';

type FromHost = Extract<HostMessage, { type: 'published' | 'event' }>;
type Handler = (event: unknown, about: { readonly link: string }) => unknown;

/** Events in and out of this frame. */
export interface EventsInFrame {
	readonly receive: (message: FromHost) => void;
}

/** Defines `__aetherEvents`, which `aether:events` gives. Nothing arrives before the first `subscribe`. */
export function installEvents(post: Post): EventsInFrame {
	const waiting = new Map<number, (problem: string | null, eventId: string) => void>();
	const handlers = new Set<{ readonly pattern: string; readonly handler: Handler }>();
	let lastId = 0;
	const events = {
		publish: (type: unknown, data?: unknown, attributes?: object): Promise<string> =>
			new Promise((resolve, reject) => {
				const whole = typeof type === 'object' ? type : { ...attributes, type, data };
				const event = JSON.stringify(whole);
				const id = ++lastId;
				waiting.set(id, (problem, eventId) => {
					if (problem === null) resolve(eventId);
					else reject(new Error(problem));
				});
				post({ type: 'publish', id, event });
			}),
		subscribe: (pattern: unknown, handler: Handler): (() => void) => {
			if (typeof handler !== 'function')
				throw new TypeError('`subscribe` needs a type, such as "order.placed", and a function.');
			const entry = { pattern: String(pattern), handler };
			if (handlers.size === 0) post({ type: 'events-listen' });
			handlers.add(entry);
			return () => void handlers.delete(entry);
		},
	};
	Object.defineProperty(self, '__aetherEvents', { value: events, configurable: true });

	/** All handlers that fit, and what went wrong in the first of those that failed. */
	async function handle(text: string, link: string): Promise<string | null> {
		const event: unknown = JSON.parse(text);
		const type = String(Reflect.get(Object(event), 'type'));
		const fitting = [...handlers].filter(({ pattern }) => fits(type, pattern));
		const done = await Promise.allSettled(fitting.map(async ({ handler }) => handler(event, { link })));
		const failed = done.find(({ status }) => status === 'rejected');
		return failed?.status === 'rejected' ? String(failed.reason).slice(0, 400) : null;
	}

	return {
		receive: (message) => {
			if (message.type === 'event')
				void handle(message.event, message.link).then((problem) => {
					post({ type: 'event-done', id: message.id, problem });
				});
			else {
				waiting.get(message.id)?.(message.problem, message.eventId);
				waiting.delete(message.id);
			}
		},
	};
}

const fits = (type: string, pattern: string): boolean =>
	pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
