import * as z from 'zod/mini';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/**
 * Put by the container into each page of the project: only there can its server be asked. Takes a port from the page
 * around it, and answers what comes through it.
 */
export const PREVIEW_SCRIPT = `addEventListener('message', (event) => {
	const port = event.ports[0];
	if (event.source !== parent || event.data?.type !== 'aether-line' || !port) return;
	port.onmessage = async ({ data }) => {
		try {
			const answer = await fetch(data.path, { method: data.method, headers: data.headers, body: data.body ?? undefined });
			const body = await answer.arrayBuffer();
			port.postMessage({ id: data.id, status: answer.status, headers: [...answer.headers], body }, [body]);
		} catch (error) {
			port.postMessage({ id: data.id, message: String(error) });
		}
	};
	port.postMessage({ ready: true });
});`;

const answerSchema = z.union([
	z.object({
		id: z.int(),
		status: z.int().check(z.gte(200), z.lte(599)),
		headers: z.array(z.tuple([z.string(), z.string()])),
		body: z.instanceof(ArrayBuffer),
	}),
	z.object({ id: z.int(), message: z.string() }),
]);
const messageSchema = z.union([z.object({ ready: z.literal(true) }), answerSchema]);

/** Asks the server in the container through a hidden page of it. */
export class Line {
	readonly #frame = document.createElement('iframe');
	readonly #ready: Promise<MessagePort>;
	readonly #waiting = new Map<number, (answer: Result<Response, Problem>) => void>();
	#lastId = 0;

	constructor(url: string) {
		this.#frame.hidden = true;
		this.#frame.title = 'Line to the running project';
		this.#frame.allow = 'cross-origin-isolated';
		this.#frame.src = url;
		this.#ready = new Promise((resolve) => {
			this.#frame.addEventListener('load', () => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = ({ data }) => {
					const message = messageSchema.safeParse(data);
					if (!message.success) return;
					if ('ready' in message.data) resolve(port1);
					else this.#hear(message.data);
				};
				this.#frame.contentWindow?.postMessage({ type: 'aether-line' }, new URL(url).origin, [port2]);
			});
		});
		document.body.append(this.#frame);
	}

	/** Fails with `request-timeout` or `request-failed`; a project whose `/` is no page cannot be asked. */
	async ask(request: Request, timeoutMs: number): Promise<Result<Response, Problem>> {
		const id = ++this.#lastId;
		const { pathname, search } = new URL(request.url);
		const body = request.body === null ? null : await request.arrayBuffer();
		return new Promise((resolve) => {
			const end = (answer: Result<Response, Problem>): void => {
				clearTimeout(timer);
				this.#waiting.delete(id);
				resolve(answer);
			};
			let isOpen = false;
			const timer = setTimeout(() => end(err(isOpen ? late(timeoutMs) : NO_PAGE)), timeoutMs);
			this.#waiting.set(id, end);
			void this.#ready.then((port) => {
				isOpen = true;
				const { method, headers } = request;
				port.postMessage({ id, path: pathname + search, method, headers: [...headers], body });
			});
		});
	}

	close(): void {
		this.#frame.remove();
		for (const end of [...this.#waiting.values()]) end(err(ENDED));
	}

	#hear(message: z.infer<typeof answerSchema>): void {
		const end = this.#waiting.get(message.id);
		if ('message' in message) return end?.(err({ ...FAILED, detail: message.message }));
		const { status, headers, body } = message;
		const isEmpty = [204, 205, 304].includes(status);
		end?.(ok(new Response(isEmpty ? null : body, { status, headers })));
	}
}

const late = (timeoutMs: number): Problem => ({
	type: 'request-timeout',
	message: `The project did not answer within ${timeoutMs} ms.`,
});
const NO_PAGE: Problem = {
	type: 'request-failed',
	message:
		'The project shows no page at its first address, so AetherOS has nothing to ask its server through.',
};
const FAILED: Problem = { type: 'request-failed', message: 'The server of the project did not answer.' };
const ENDED: Problem = { type: 'request-failed', message: 'The project ended before it answered.' };
