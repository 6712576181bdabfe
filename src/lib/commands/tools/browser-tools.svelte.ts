import type { CreationId } from '#lib/model/id.ts';
import type { Services } from '../services.ts';
import type { Callable } from './callable.ts';
import { callablesOf } from './creations.ts';
import {
	askPerson,
	auditedUse,
	ToolDesk,
	type Consent,
	type ConsentQuestion,
	type ConsentWish,
} from './desk.ts';

/** Where a page tells the browser's own assistant what it can do: WebMCP, in Chromium since 2026. */
interface ModelContext {
	registerTool(tool: BrowserTool, options: { readonly signal: AbortSignal }): unknown;
}

interface BrowserTool {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly inputSchema: Callable['inputSchema'];
	readonly annotations: { readonly readOnlyHint: boolean };
	readonly execute: (input: unknown) => Promise<{
		readonly content: readonly { readonly type: 'text'; readonly text: string }[];
		readonly isError: boolean;
	}>;
}

/** Undefined where the browser has no assistant that asks pages. */
function modelContext(): ModelContext | undefined {
	const context: unknown = 'modelContext' in document ? document.modelContext : undefined;
	return isModelContext(context) ? context : undefined;
}
const isModelContext = (value: unknown): value is ModelContext =>
	typeof value === 'object' &&
	value !== null &&
	'registerTool' in value &&
	typeof value.registerTool === 'function';

/** The operations of the creation that is open, as tools of the browser's own assistant. */
export class BrowserTools {
	/** A call that would change something waits for the person's word. Reactive. */
	question: ConsentQuestion | null = $state.raw(null);
	readonly #services: () => Services;
	#visit = new Visit();
	/** One question at a time. */
	#asking: Promise<unknown> = Promise.resolve();

	constructor(services: () => Services) {
		this.#services = services;
	}

	/**
	 * Offers a creation's operations until the returned function is called; what is being called goes on. Nothing happens
	 * where nobody asks.
	 */
	offer(creationId: CreationId): () => void {
		const context = modelContext();
		const controller = new AbortController();
		if (context) void this.#register(creationId, context, controller.signal);
		return () => controller.abort();
	}

	/** The creation is left: what is being called is stopped, and what was allowed is over. */
	leave(): void {
		this.#visit.end();
		this.#visit = new Visit();
	}

	async #register(creationId: CreationId, context: ModelContext, signal: AbortSignal): Promise<void> {
		const { storage } = this.#services();
		const { browser = true } = await storage.setting('tools');
		const creation = browser ? await storage.creation(creationId) : undefined;
		const callables = creation ? await callablesOf(creation, this.#services()) : [];
		for (const callable of callables) {
			if (signal.aborted) return;
			await context.registerTool(this.#toolOf(callable, creationId), { signal });
		}
	}

	#toolOf(callable: Callable, creationId: CreationId): BrowserTool {
		const { allowed, signal } = this.#visit;
		const { name, title, description, inputSchema, isRead } = callable;
		return {
			...{ name, title, description, inputSchema },
			annotations: { readOnlyHint: isRead },
			execute: async (input) => {
				const { storage } = this.#services();
				const desk = new ToolDesk([callable], {
					ask: (wish) => this.#ask(wish, signal),
					...{ allowed, signal },
					used: () => undefined,
					audit: (use) => void storage.audit({ event: 'tool.call', creationId, ...auditedUse(use) }),
				});
				const { result, isError } = await desk.call({ id: name, name, input });
				return { content: [{ type: 'text', text: result }], isError };
			},
		};
	}

	#ask(wish: ConsentWish, signal: AbortSignal): Promise<Consent> {
		const answer = this.#asking.then(() => askPerson(wish, signal, (question) => (this.question = question)));
		this.#asking = answer;
		return answer;
	}
}

/** From opening a creation to leaving it, whatever versions it gets meanwhile. */
class Visit {
	/** What may be called without asking; grows. */
	readonly allowed = new Set<string>();
	readonly #controller = new AbortController();
	readonly signal = this.#controller.signal;

	end(): void {
		this.#controller.abort();
	}
}
