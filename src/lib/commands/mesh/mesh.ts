import type { CreationId } from '#lib/model/id.ts';
import { creationIdOfUrn } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { LockedLink } from '#lib/model/lock.ts';
import type { Discovery } from '#lib/services/discovery/discovery.ts';
import type { Matched, Violation } from '#lib/services/openapi/openapi.ts';
import { Turns } from '#lib/services/sandbox/turns.ts';
import type { ExprEngine } from '#lib/services/workflow/workflow.ts';
import { isService } from '../run/service-session.ts';
import { BrowserTools } from '../tools/browser-tools.svelte.ts';
import type { Services } from '../services.ts';
import { creationBase, linkBase } from './address.ts';
import { problemResponse } from './answers.ts';
import { CallLog } from './call-log.ts';
import { Offers, type Offer } from './documents.ts';
import { fitted, goneResponse, lockedFor, outdatedProblem, type Fitted } from './fitting.ts';
import { Flights, MAX_HOPS } from './flights.ts';
import { isGranted } from './granted.ts';
import { Held } from './held.ts';
import { LinkWishes } from './link-wishes.svelte.ts';
import { Questions } from './questions.svelte.ts';
import { Tracer } from './tracer.ts';
import { Traces } from './traces.svelte.ts';

type Link = NonNullable<Manifest['links']>[string];

/** A creation that calls, as the house knows it: what it says of itself never counts. */
export interface Caller {
	readonly id: CreationId;
	readonly manifest: Manifest;
}

/** What the person's own call gave, and where it does not fit the document. Nothing is held back from its owner. */
export interface Inspected {
	readonly response: Response;
	/** Undefined: the document names no such operation. */
	readonly operation?: string;
	readonly ms: number;
	readonly requestViolations: readonly Violation[];
	readonly responseViolations: readonly Violation[];
}

/** Most bytes of a request's body. */
const MAX_BODY = 16 * 1024 * 1024;
/** Calls by one link that are under way at the same time, and that wait for those. */
const CALLS = { atOnce: 32, waiting: 2_000 };

/**
 * How creations reach each other. Every call is checked against the caller's links and the callee's document, limited,
 * logged and traced; what is refused leaves an audit row.
 */
export class Mesh {
	readonly offers: Offers;
	readonly log: CallLog;
	readonly traces = new Traces();
	readonly wishes = new LinkWishes();
	readonly questions = new Questions();
	readonly browserTools: BrowserTools;
	readonly #flights = new Flights();
	readonly #turns = new Map<string, Turns>();
	readonly #held: Held;
	readonly #tracer: Tracer;
	#services: Services | undefined;

	constructor() {
		const services = () => this.#connected();
		this.offers = new Offers(services);
		this.log = new CallLog(services);
		this.browserTools = new BrowserTools(services);
		this.#held = new Held(services);
		this.#tracer = new Tracer({
			...{ services, held: this.#held, flights: this.#flights },
			...{ traces: this.traces, log: this.log },
		});
	}

	/** Called once by `boot.ts`. */
	connect(services: Services): void {
		this.#services = services;
	}

	/** A creation calls `alias`, one of its links. Always an answer: refusals and failures are problem documents. */
	async callLink(started: Caller, alias: string, request: Request): Promise<Response> {
		// By the depth as well: a call that waits must not wait for those that are made for it.
		const hop = this.#flights.hopFrom(started.id);
		const turns = this.#turnsOf(`${hop} ${started.id} ${alias}`);
		return turns.take(() => this.#callLink(started, alias, request, hop)) ?? tooMany(alias);
	}

	async #callLink(started: Caller, alias: string, request: Request, hop: number): Promise<Response> {
		await this.#held.open(started.id);
		const face = await this.offers.face(started.id);
		// What was started counts while the manifest is broken.
		const caller = { ...started, ...(face.ok ? face.value : {}) };
		const link = caller.manifest.links?.[alias];
		if (!link) return this.#reach(caller, alias, request);
		if (hop > MAX_HOPS) return this.#tooDeep(caller, alias, link);
		const target = creationIdOfUrn(link.ref);
		if (target) await this.#held.open(target);
		const offer = target ? await this.offers.of(target) : err(MISSING);
		if (!target || !offer.ok) return problemResponse(502, 'link-broken', offer.ok ? '' : offer.error.message);
		const outdated = await outdatedProblem(alias, link, offer.value.manifest);
		if (outdated) return problemResponse(502, 'link-outdated', outdated);
		const locked = face.ok ? lockedFor(link, face.value.lock.links[alias]) : undefined;
		return this.#callOffer({ caller, alias, link, target, offer: offer.value, request, hop, locked });
	}

	#turnsOf(key: string): Turns {
		const known = this.#turns.get(key) ?? new Turns(CALLS);
		this.#turns.set(key, known);
		return known;
	}

	/** The index of all operations. */
	discovery(): Promise<Discovery> {
		return this.#connected().discovery();
	}

	/** jq, for what goes from one creation to another. */
	expressions(): Promise<ExprEngine> {
		return this.#connected().workflows.expressions();
	}

	/** The person calls an operation of their own creation, from the form in the studio. */
	async inspect(id: CreationId, request: Request): Promise<Result<Inspected, Problem>> {
		const openapi = await this.#connected().openapi();
		const offer = await this.offers.of(id);
		const path = new URL(request.url).pathname;
		const matched = offer.ok ? openapi.match(offer.value.document, request.method, path) : undefined;
		const requestViolations = matched ? await openapi.checkRequest(matched, request) : [];
		const operation = matched?.operation.id ?? path;
		const kind = offer.ok ? offer.value.manifest.kind : (await this.#connected().storage.creation(id))?.kind;
		const leg = { to: id, kind, from: null, operation, hop: 0 };
		const answer = await this.#tracer.forward(leg, new Request(request));
		if (!answer.ok) return answer;
		const { response, ms } = answer.value;
		return ok({
			response,
			...(matched ? { operation: matched.operation.id } : {}),
			ms,
			requestViolations,
			responseViolations: matched ? await openapi.checkResponse(matched.operation, response) : [],
		});
	}

	async #callOffer(call: LinkedCall): Promise<Response> {
		const { caller, alias, link, target, offer, request } = call;
		const openapi = await this.#connected().openapi();
		const { pathname, search } = new URL(request.url);
		const matched = openapi.match(offer.document, request.method, pathname);
		const operation = matched?.operation.id ?? `${request.method} ${pathname}`.slice(0, 120);
		const gone = matched ? undefined : await goneResponse(call, request.method, pathname);
		if (gone) return gone;
		if (!matched || !isGranted(link.operations, matched.operation))
			return this.#deny(
				caller,
				'operation.denied',
				{ alias, operation, to: target },
				notGranted(caller, offer, operation),
			);
		const body = request.body === null ? null : await request.arrayBuffer();
		if (body && body.byteLength > MAX_BODY)
			return problemResponse(413, 'body-too-large', 'The request is larger than 16 MB.');
		const address = `${creationBase(offer.manifest.name)}${pathname}${search}`;
		const sent = rebased(request, body, address, caller);
		const adapted = await fitted(call, matched, sent);
		if (adapted instanceof Response) return adapted;
		return this.#exchange(call, matched, adapted, adapted.request === sent ? body : null);
	}

	/** `body`: the bytes of the request, where they are at hand. */
	async #exchange(
		call: LinkedCall,
		matched: Matched,
		{ request, restored }: Fitted,
		body: ArrayBuffer | null,
	): Promise<Response> {
		const { caller, target: to, hop, offer } = call;
		const openapi = await this.#connected().openapi();
		const violations = await openapi.checkRequest(matched, request, body ?? undefined);
		if (violations.length > 0) return invalidRequest(matched, violations);
		const leg = { to, kind: offer.manifest.kind, from: caller.id, operation: matched.operation.id, hop };
		const answer = await this.#tracer.forward(leg, request);
		if (!answer.ok) return failedCall(answer.error);
		const { response, bytes } = await buffered(answer.value.response);
		const faults = await openapi.checkResponse(matched.operation, response, bytes);
		if (faults.length > 0 && !isService(offer.manifest)) return invalidResponse(offer, faults);
		// A vendor's document is often behind its service; the caller gets what came, the person is told.
		if (faults.length > 0)
			this.log.addUnfit({
				from: caller.id,
				to,
				operation: matched.operation.id,
				fault: firstOf('The answer does not fit', faults),
			});
		return restored ? restored(response) : response;
	}

	/** A link that is not there: refused, and the person may be asked for it. */
	#reach(caller: Caller, alias: string, request: Request): Response {
		const { pathname: path } = new URL(request.url);
		this.wishes.ask(caller.id, alias, [{ method: request.method, path }]);
		return this.#deny(caller, 'link.denied', { alias }, notLinked(caller.manifest, alias));
	}

	#tooDeep(caller: Caller, alias: string, link: Link): Response {
		this.log.refuse('hop.denied', caller.id, { alias, to: link.ref });
		return problemResponse(
			508,
			'hop-denied',
			`This call already came through ${MAX_HOPS} creations, so “${caller.manifest.title}” may not call on. Do they call each other in a circle?`,
		);
	}

	#deny(caller: Caller, event: string, detail: Readonly<Record<string, string>>, message: string): Response {
		this.log.refuse(event, caller.id, detail);
		return problemResponse(403, event.replace('.', '-'), message);
	}

	#connected(): Services {
		if (!this.#services) throw new Error('Mesh.connect was not called');
		return this.#services;
	}
}

interface LinkedCall {
	readonly caller: Caller;
	readonly alias: string;
	readonly link: Link;
	readonly target: CreationId;
	readonly offer: Offer;
	readonly request: Request;
	readonly hop: number;
	/** What the link was made against, where that is known. */
	readonly locked: LockedLink | undefined;
}

/** The same request at the creation's own address; only the house says who calls. */
function rebased(request: Request, body: ArrayBuffer | null, url: string, caller: Caller): Request {
	const headers = new Headers(request.headers);
	headers.set('x-aether-caller', caller.manifest.name);
	return new Request(url, {
		method: request.method,
		headers,
		body,
	});
}

/** The answer with its bytes at hand, so that looking at it need not split a stream. */
async function buffered(answer: Response): Promise<{ response: Response; bytes: ArrayBuffer | undefined }> {
	if (answer.body === null) return { response: answer, bytes: undefined };
	const bytes = await answer.arrayBuffer();
	return { response: new Response(bytes, answer), bytes };
}

function invalidRequest(matched: Matched, violations: readonly Violation[]): Response {
	const documented = Object.keys(matched.operation.responses);
	const status = !documented.includes('400') && documented.includes('422') ? 422 : 400;
	return problemResponse(
		status,
		'request-invalid',
		firstOf('The request does not fit', violations),
		violations,
	);
}

const invalidResponse = ({ manifest }: Offer, violations: readonly Violation[]): Response =>
	problemResponse(
		502,
		'response-invalid',
		firstOf(`The answer of “${manifest.title}” does not fit its document`, violations),
		violations,
	);

const firstOf = (what: string, [first]: readonly Violation[]): string =>
	first ? `${what}: ${first.where}: ${first.message}` : what;

const failedCall = (problem: Problem): Response =>
	problemResponse(problem.type === 'request-timeout' ? 504 : 502, problem.type, problem.message);

function tooMany(alias: string): Response {
	const answer = problemResponse(429, 'link-busy', `Too many calls wait for ${linkBase(alias)} already.`);
	answer.headers.set('retry-after', '1');
	return answer;
}

const notLinked = ({ title }: Manifest, alias: string): string =>
	`“${title}” has no link “${alias}”, so it cannot reach ${linkBase(alias)}.`;

const notGranted = ({ manifest }: Caller, offer: Offer, operation: string): string =>
	`“${manifest.title}” is not linked to ${operation} of “${offer.manifest.title}”.`;

const MISSING: Problem = { type: 'creation-missing', message: 'The linked creation is not on this device.' };
