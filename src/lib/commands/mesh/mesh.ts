import type { CreationId } from '#lib/model/id.ts';
import { creationIdOfUrn } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Matched, Violation } from '#lib/services/openapi/openapi.ts';
import type { Services } from '../services.ts';
import { creationBase, linkBase } from './address.ts';
import { problemResponse } from './answers.ts';
import { CallLog } from './call-log.ts';
import { Offers, type Offer } from './documents.ts';
import { Runners } from './runners.ts';
import { childOf } from './trace.ts';

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

/**
 * How creations reach each other. Every call is checked against the caller's links and the callee's document, limited,
 * logged and traced; what is refused leaves an audit row.
 */
export class Mesh {
	readonly offers: Offers;
	readonly log: CallLog;
	readonly #runners: Runners;
	#services: Services | undefined;

	constructor() {
		const services = () => this.#connected();
		this.offers = new Offers(services);
		this.log = new CallLog(services);
		this.#runners = new Runners(services);
	}

	/** Called once by `boot.ts`. */
	connect(services: Services): void {
		this.#services = services;
	}

	/** A creation calls `alias`, one of its links. Always an answer: refusals and failures are problem documents. */
	async callLink(caller: Caller, alias: string, request: Request): Promise<Response> {
		const link = caller.manifest.links?.[alias];
		if (!link) return this.#deny(caller, 'link.denied', { alias }, notLinked(caller.manifest, alias));
		const target = creationIdOfUrn(link.ref);
		const offer = target ? await this.offers.of(target) : err(MISSING);
		if (!target || !offer.ok) return problemResponse(502, 'link-broken', offer.ok ? '' : offer.error.message);
		const outdated = await outdatedProblem(alias, link, offer.value.manifest);
		if (outdated) return problemResponse(502, 'link-outdated', outdated);
		return this.#callOffer({ caller, alias, link, target, offer: offer.value, request });
	}

	/** The person calls an operation of their own creation, from the form in the studio. */
	async inspect(id: CreationId, request: Request): Promise<Result<Inspected, Problem>> {
		const openapi = await this.#connected().openapi();
		const offer = await this.offers.of(id);
		const path = new URL(request.url).pathname;
		const matched = offer.ok ? openapi.match(offer.value.document, request.method, path) : undefined;
		const requestViolations = matched ? await openapi.checkRequest(matched, request) : [];
		const answer = await this.#forward(id, null, matched?.operation.id ?? path, request);
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
		if (!matched || !isGranted(link, matched))
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
		const inner = rebased(request, body, address, caller);
		const violations = await openapi.checkRequest(matched, inner);
		if (violations.length > 0) return invalidRequest(matched, violations);
		const answer = await this.#forward(target, caller.id, operation, inner);
		if (!answer.ok) return failedCall(answer.error);
		const faults = await openapi.checkResponse(matched.operation, answer.value.response);
		return faults.length > 0 ? invalidResponse(offer, faults) : answer.value.response;
	}

	async #forward(
		to: CreationId,
		from: CreationId | null,
		operation: string,
		request: Request,
	): Promise<Result<{ response: Response; ms: number }, Problem>> {
		const face = await this.#face(to);
		if (!face.ok) return face;
		const since = performance.now();
		const answer = await face.value(request);
		const ms = performance.now() - since;
		this.log.add({ from, to, operation, status: answer.ok ? answer.value.status : 502, ms });
		return answer.ok ? ok({ response: answer.value, ms }) : answer;
	}

	/** Workflows are answered by the house itself; everything else runs in a sandbox. */
	async #face(to: CreationId): Promise<Result<Face, Problem>> {
		const { storage, workflows } = this.#connected();
		if ((await storage.creation(to))?.kind === 'workflow')
			return ok(async (request) => ok(await workflows.answer(to, request)));
		const session = await this.#runners.session(to);
		return session.ok ? ok((request) => session.value.request(request)) : session;
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

/** What answers the calls of a creation. */
type Face = (request: Request) => Promise<Result<Response, Problem>>;

interface LinkedCall {
	readonly caller: Caller;
	readonly alias: string;
	readonly link: Link;
	readonly target: CreationId;
	readonly offer: Offer;
	readonly request: Request;
}

/** A link without a list gives every operation of the other creation. */
function isGranted(link: Link, { operation }: Matched): boolean {
	const { operations } = link;
	return !operations || operations.includes(operation.id) || operations.includes(operation.operationId);
}

async function outdatedProblem(alias: string, link: Link, target: Manifest): Promise<string | undefined> {
	const { default: satisfies } = await import('semver/functions/satisfies.js');
	if (satisfies(target.version, link.range)) return undefined;
	return `The link “${alias}” wants version ${link.range} of “${target.title}”, but it is ${target.version}.`;
}

/** The same request at the creation's own address; only the house says who calls. */
function rebased(request: Request, body: ArrayBuffer | null, url: string, caller: Caller): Request {
	const headers = new Headers(request.headers);
	headers.set('traceparent', childOf(request.headers.get('traceparent')));
	headers.set('x-aether-caller', caller.manifest.name);
	return new Request(url, {
		method: request.method,
		headers,
		body,
	});
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

const notLinked = ({ title }: Manifest, alias: string): string =>
	`“${title}” has no link “${alias}”, so it cannot reach ${linkBase(alias)}.`;

const notGranted = ({ manifest }: Caller, offer: Offer, operation: string): string =>
	`“${manifest.title}” is not linked to ${operation} of “${offer.manifest.title}”.`;

const MISSING: Problem = { type: 'creation-missing', message: 'The linked creation is not on this device.' };
