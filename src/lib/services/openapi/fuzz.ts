import * as fc from 'fast-check';
import { broken, valid } from './arbitrary.ts';
import { checkRequest } from './check-request.ts';
import { checkResponse, responseFor } from './check-response.ts';
import { repeated } from './fuzz-repeat.ts';
import { match } from './match.ts';
import type { ApiDocument, Matched, Operation } from './openapi.ts';
import { writeRequest } from './request-of.ts';
import { slotsOf, type Slot } from './tool.ts';
import { fits } from './validate.ts';
import { parseJson } from '#lib/model/json.ts';
import { isRecord } from './values.ts';

export interface FuzzOptions {
	/** Requests per operation and kind of input; finding the smallest that fails takes more. */
	readonly runs: number;
	/** Equal seeds send equal requests, as long as the answers are equal. */
	readonly seed: number;
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: {
		readonly operation: string;
		readonly done: number;
		readonly total: number;
	}) => void;
}

/** What an API did that its document does not allow. */
export type FuzzCheck =
	'server-error' | 'status' | 'content-type' | 'body' | 'headers' | 'accepted-broken' | 'repeat' | 'threw';

export interface FuzzFailure {
	readonly operation: string;
	readonly check: FuzzCheck;
	/** In plain words. */
	readonly message: string;
	/** The smallest request found that shows it, ready to be sent again. */
	readonly request: FuzzRequest;
	/** Null where no answer came. */
	readonly status: number | null;
}

export interface FuzzRequest {
	readonly method: string;
	/** Path and query, below the base. */
	readonly target: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
}

export interface FuzzReport {
	readonly operations: number;
	readonly requests: number;
	readonly failures: readonly FuzzFailure[];
	readonly isStopped: boolean;
}

export type FuzzCall = (request: Request) => Promise<Response>;

/** Where requests go; `call` sees addresses below it. */
const BASE = 'https://api.invalid';
/** Things have to be made before they can be found, and found before they are gone. */
const ORDER = ['post', 'put', 'patch', 'get', 'head', 'options', 'trace', 'delete'];
const MAX_CHECKS = 8;

/**
 * Asks an API what its document allows, at the bounds of it, and what it does not allow. No answer may be a 5xx, each must
 * be documented, broken input must be refused, PUT and DELETE can be repeated. Each failure comes with the smallest request that shows it.
 */
export async function fuzz(document: ApiDocument, call: FuzzCall, options: FuzzOptions): Promise<FuzzReport> {
	const session = new Session(document, call, options);
	const operations = document.operations.toSorted(
		(a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method),
	);
	for (const [done, operation] of operations.entries()) {
		if (options.signal?.aborted) break;
		options.onProgress?.({ operation: operation.id, done, total: operations.length });
		await session.probe(operation, false);
		await session.probe(operation, true);
	}
	return {
		operations: operations.length,
		requests: session.requests,
		failures: session.failures,
		isStopped: options.signal?.aborted ?? false,
	};
}

/** The input of one call: by slot, and whether the body is sent as no JSON at all. */
interface Input {
	readonly values: Readonly<Record<string, unknown>>;
	readonly isGarbled: boolean;
}

type Finding = Omit<FuzzFailure, 'operation' | 'request'>;

class Session {
	requests = 0;
	readonly failures: FuzzFailure[] = [];
	readonly #document: ApiDocument;
	readonly #call: FuzzCall;
	readonly #options: FuzzOptions;
	/** Ids of things that the API said it has. */
	readonly #seen: unknown[] = [];

	constructor(document: ApiDocument, call: FuzzCall, options: FuzzOptions) {
		this.#document = document;
		this.#call = call;
		this.#options = options;
	}

	/** Looks for one failure of each kind: what is known already does not hide the next. */
	async probe(operation: Operation, isBroken: boolean): Promise<void> {
		const known = new Set<FuzzCheck>();
		const inputs = this.#inputs(operation, isBroken);
		if (!inputs) return;
		for (let count = 0; count < MAX_CHECKS; count++) {
			const failure = await this.#search(operation, inputs, known, isBroken);
			if (!failure) return;
			known.add(failure.check);
			const isKnown = this.failures.some(
				({ operation: id, check }) => id === failure.operation && check === failure.check,
			);
			if (!isKnown) this.failures.push(failure);
		}
	}

	async #search(
		operation: Operation,
		inputs: fc.Arbitrary<Input>,
		known: ReadonlySet<FuzzCheck>,
		isBroken: boolean,
	): Promise<FuzzFailure | undefined> {
		let last: FuzzFailure | undefined;
		const property = fc.asyncProperty(inputs, async (input) => {
			if (this.#options.signal?.aborted) return;
			const request = requestFor(operation, input);
			const matched = request && this.#matchOf(operation, request);
			if (!request || !matched) return;
			// Only what our own check calls broken must be refused.
			if ((await checkRequest(matched, request)).length > 0 !== isBroken) return;
			const finding = await this.#judge(operation, request, isBroken);
			if (!finding || known.has(finding.check)) return;
			last = { ...finding, operation: operation.id, request: await describe(request) };
			throw new Error(finding.message);
		});
		const { runs: numRuns, seed } = this.#options;
		const result = await fc.check(property, { numRuns, seed });
		return result.failed ? last : undefined;
	}

	#matchOf(operation: Operation, request: Request): Matched | undefined {
		const matched = match(this.#document, request.method, request.url.slice(BASE.length));
		return matched?.operation === operation ? matched : undefined;
	}

	async #judge(operation: Operation, request: Request, isBroken: boolean): Promise<Finding | undefined> {
		this.requests++;
		let response: Response;
		try {
			response = await this.#call(request.clone());
		} catch (error) {
			return { check: 'threw', message: `There was no answer: ${String(error)}`, status: null };
		}
		await this.#remember(response);
		const finding = await findingIn(operation, response, isBroken);
		return finding ?? (isBroken || !response.ok ? undefined : this.#repeat(operation, request));
	}

	async #repeat({ method, path }: Operation, request: Request): Promise<Finding | undefined> {
		if (method !== 'put' && method !== 'delete') return undefined;
		const canRead = this.#document.operations.some((each) => each.method === 'get' && each.path === path);
		this.requests += canRead ? 3 : 1;
		const repetition = await repeated(request, this.#call, canRead);
		return repetition && { check: 'repeat', ...repetition };
	}

	async #remember(response: Response): Promise<void> {
		if (!response.ok || this.#seen.length > 50 || !/json/.test(response.headers.get('content-type') ?? ''))
			return;
		const body = parseJson(await response.clone().text());
		for (const each of Array.isArray(body) ? body.slice(0, 5) : [body])
			if (isRecord(each))
				this.#seen.push(
					...Object.entries(each).flatMap(([name, value]) => (/(^|_)id$|Id$/.test(name) ? [value] : [])),
				);
	}

	#inputs(operation: Operation, isBroken: boolean): fc.Arbitrary<Input> | undefined {
		const slots = slotsOf(operation);
		const members = slots.map((slot) => [slot.key, this.#slotValues(slot)] as const);
		const requiredKeys = slots.filter(({ isRequired }) => isRequired).map(({ key }) => key);
		const values = fc.record(Object.fromEntries(members), { requiredKeys });
		if (!isBroken) return values.map((each) => ({ values: each, isGarbled: false }));
		return slots.length === 0 ? undefined : values.chain((each) => spoiledInputs(slots, each));
	}

	/** Known ids are of use only where they fit. */
	#slotValues({ schema, parameter }: Slot): fc.Arbitrary<unknown> {
		const known = parameter?.in === 'path' ? this.#seen.filter((each) => fits(each, schema)) : [];
		return known.length === 0 ? valid(schema) : fc.oneof(fc.constantFrom(...known), valid(schema));
	}
}

function spoiledInputs(
	slots: readonly Slot[],
	values: Readonly<Record<string, unknown>>,
): fc.Arbitrary<Input> {
	const changed = slots.flatMap(({ key, schema, isRequired, parameter }) => {
		const { [key]: value, ...rest } = values;
		const spoiled = broken(schema, value).filter((each) => each !== undefined || parameter === null);
		const without = isRequired && parameter?.in !== 'path' ? [{ values: rest, isGarbled: false }] : [];
		return [
			...without,
			...spoiled.map((each): Input => ({ values: { ...rest, [key]: each }, isGarbled: false })),
		];
	});
	const garbled: readonly Input[] = 'body' in values ? [{ values, isGarbled: true }] : [];
	const all = [...changed, ...garbled];
	return all.length === 0 ? fc.constant({ values, isGarbled: false }) : fc.constantFrom(...all);
}

function requestFor(operation: Operation, { values, isGarbled }: Input): Request | undefined {
	const request = writeRequest(operation, values, BASE);
	if (!request.ok) return undefined;
	const isJson = /json/.test(request.value.headers.get('content-type') ?? '');
	return isGarbled && isJson ? new Request(request.value, { body: '{"unfinished": ' }) : request.value;
}

async function findingIn(
	operation: Operation,
	response: Response,
	isBroken: boolean,
): Promise<Finding | undefined> {
	const { status } = response;
	if (status >= 500)
		return { check: 'server-error', message: `The API failed with status ${status}.`, status };
	if (isBroken && status < 400)
		return {
			check: 'accepted-broken',
			message: `Input that the document does not allow was answered with ${status}.`,
			status,
		};
	// A gateway in front may refuse broken input in words of its own.
	if (isBroken && !responseFor(operation, status)) return undefined;
	const [violation] = await checkResponse(operation, response);
	return violation
		? { check: checkOf(violation.where), message: `${violation.message}.`, status }
		: undefined;
}

function checkOf(where: string): FuzzCheck {
	if (where === 'status' || where === 'content-type') return where;
	return where.startsWith('header.') ? 'headers' : 'body';
}

async function describe(request: Request): Promise<FuzzRequest> {
	const body = request.body === null ? null : await request.clone().text();
	return {
		method: request.method,
		target: request.url.slice(BASE.length),
		headers: Object.fromEntries(request.headers),
		body,
	};
}
