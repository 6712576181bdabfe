import type { CreationId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import type { CallLog } from './call-log.ts';
import type { Flights } from './flights.ts';
import type { Held } from './held.ts';
import { Runners } from './runners.ts';
import { childOf, spanOf, traceIdOf } from './trace.ts';
import type { Traces } from './traces.svelte.ts';

/** One call on its way to a creation. */
export interface Leg {
	readonly to: CreationId;
	/** Undefined: the creation is gone. */
	readonly kind: KindId | undefined;
	/** Null: the person. */
	readonly from: CreationId | null;
	readonly operation: string;
	readonly hop: number;
}

/** What came of a call, and after how long. */
export interface Forwarded {
	readonly response: Response;
	readonly ms: number;
}

interface TracerParts {
	readonly services: () => Services;
	readonly held: Held;
	readonly flights: Flights;
	readonly traces: Traces;
	readonly log: CallLog;
}

/** Takes calls to what answers them, each as a span of its trace and a line of the log. */
export class Tracer {
	readonly #parts: TracerParts;
	readonly #runners: Runners;

	constructor(parts: TracerParts) {
		this.#parts = parts;
		this.#runners = new Runners(parts.held);
	}

	/**
	 * Forwards a request that is the mesh's own: its headers say afterwards which call it is, and only the house says how
	 * deep it stands. Fails as the start of the creation and its answering do.
	 */
	async forward(leg: Leg, request: Request): Promise<Result<Forwarded, Problem>> {
		const { flights, traces } = this.#parts;
		const { to, from, operation, hop } = leg;
		const parent = from ? flights.traceFrom(from, request.headers.get('traceparent')) : null;
		const traceparent = childOf(parent);
		request.headers.set('traceparent', traceparent);
		request.headers.set('x-aether-hop', String(hop));
		const flight = { to, hop, traceparent };
		const at = Date.now();
		const since = performance.now();
		flights.begin(flight);
		const answer = await this.#answered(leg, request);
		flights.end(flight);
		traces.add({
			id: spanOf(traceparent) ?? '',
			traceId: traceIdOf(traceparent),
			parentId: spanOf(parent),
			...{ from, to, operation, at },
			ms: performance.now() - since,
			status: answer.ok ? answer.value.response.status : 502,
		});
		return answer;
	}

	async #answered(leg: Leg, request: Request): Promise<Result<Forwarded, Problem>> {
		const { to, from, operation } = leg;
		const answerer = await this.#answerer(leg);
		if (!answerer.ok) return answerer;
		const since = performance.now();
		const answer = await answerer.value(request);
		const ms = performance.now() - since;
		this.#parts.log.add({ from, to, operation, status: answer.ok ? answer.value.status : 502, ms });
		return answer.ok ? ok({ response: answer.value, ms }) : answer;
	}

	/** A member's device, where the person chose one; workflows by the house itself; everything else in a sandbox. */
	async #answerer({ to, kind }: Leg): Promise<Result<Answerer, Problem>> {
		const { workflows } = this.#parts.services();
		const workspace = await this.#parts.held.open(to);
		if (!workspace.ok) return workspace;
		const { exchange } = workspace.value.together;
		const { host } = exchange;
		if (host !== undefined) return ok((request) => exchange.callOn(host, request));
		if (kind === 'workflow') return ok(async (request) => ok(await workflows.answer(to, request)));
		const session = await this.#runners.session(to);
		return session.ok ? ok((request) => session.value.request(request)) : session;
	}
}

/** What answers the calls of a creation. */
type Answerer = (request: Request) => Promise<Result<Response, Problem>>;
