import { parseJson } from '#lib/model/json.ts';
import {
	loadApiTools,
	type ApiDocument,
	type ApiTools,
	type Examples,
	type Operation,
} from '#lib/commands/api/api-tools.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { BASE, pathOf, requestFrom, sentOf, type Answer, type Exchange, type Sent } from './exchange.ts';

export type Call = (request: Request) => Promise<Result<Response, Problem>>;
export type Values = Readonly<Record<string, unknown>>;

const HISTORY = 20;

/** An API being tried out: its document, the chosen operation, and what was sent and answered. */
export class ApiDesk {
	tools: ApiTools | undefined = $state.raw();
	document: ApiDocument | undefined = $state.raw();
	/** Why the document cannot be read. */
	problem: Problem | undefined = $state.raw();
	operation: Operation | undefined = $state.raw();
	/** Newest first. */
	history: readonly Exchange[] = $state.raw([]);
	shown: Exchange | undefined = $state.raw();
	isSending = $state(false);
	isMock = $state(false);
	#examples: Examples = {};
	#lastId = 0;
	readonly #call: () => Call | undefined;
	/** Id of the operation that is chosen first. */
	readonly #wanted: string | undefined;

	constructor(call: () => Call | undefined, wanted?: string) {
		this.#call = call;
		this.#wanted = wanted;
	}

	get canSend(): boolean {
		return this.isMock || this.#call() !== undefined;
	}

	/** Takes in the document as it is now; the chosen operation stays chosen when it is still there. */
	async read(text: string): Promise<void> {
		const tools = (this.tools ??= await loadApiTools());
		const read = tools.read(text);
		this.problem = read.ok ? undefined : read.error;
		if (!read.ok) return;
		this.#examples = await tools.examples(text);
		this.document = read.value;
		const { operations } = read.value;
		this.operation =
			operations.find(({ id }) => id === (this.operation?.id ?? this.#wanted)) ?? operations[0];
	}

	/** What the form of an operation begins with: the document's example, or a sample of what has to be there. */
	begin(operation: Operation): Values {
		const example = this.#examples[operation.operationId] ?? {};
		const { input } = this.tools?.tool(operation) ?? {};
		const { properties, required } = membersOf(input);
		return Object.fromEntries(
			Object.entries(properties).flatMap(([name, schema]): [string, unknown][] => {
				if (name in example) return [[name, example[name]]];
				if (name !== 'body' && !required.includes(name)) return [];
				return [[name, this.#known(operation, name) ?? this.tools?.sample(schema, 1)]];
			}),
		);
	}

	/** The id that an earlier answer of the same collection gave is a better guess than any sample. */
	#known(operation: Operation, name: string): unknown {
		const collection = operation.path.split('/{')[0] ?? '';
		for (const { sent, answer } of this.history) {
			if (!('status' in answer) || answer.status >= 300 || !sent.target.startsWith(collection)) continue;
			const parsed = parseJson(answer.text);
			const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
			if (typeof first === 'object' && first !== null && name in first) return Reflect.get(first, name);
		}
		return undefined;
	}

	/** Sends what the form says. A problem means that nothing was sent. */
	async send(operation: Operation, values: Values): Promise<Problem | undefined> {
		const request = this.tools?.requestOf(operation, values, BASE);
		if (!request) return undefined;
		if (!request.ok) return request.error;
		await this.resend(await sentOf(request.value));
		return undefined;
	}

	async resend(sent: Sent): Promise<void> {
		if (this.isSending) return;
		this.isSending = true;
		try {
			const answer = await this.#answer(sent);
			const operationId = this.#matched(sent)?.operation.id ?? '';
			const exchange: Exchange = { id: ++this.#lastId, operationId, sent, answer };
			this.history = [exchange, ...this.history].slice(0, HISTORY);
			this.shown = exchange;
		} finally {
			this.isSending = false;
		}
	}

	/** For those who need a `Response` or a reason. */
	async fetch(request: Request): Promise<Response> {
		const result = await this.#ask(request);
		if (result.ok) return result.value;
		throw new Error(result.error.message);
	}

	async #answer(sent: Sent): Promise<Answer | { readonly failure: string }> {
		const begin = performance.now();
		const result = await this.#ask(requestFrom(sent));
		const ms = performance.now() - begin;
		if (!result.ok) return { failure: result.error.message };
		const operation = this.#matched(sent)?.operation;
		const violations = operation ? await this.tools?.checkResponse(operation, result.value.clone()) : [];
		const { status, headers } = result.value;
		const text = await result.value.text();
		return { status, headers: [...headers], text, ms, violations: violations ?? [], isMock: this.isMock };
	}

	#matched({ method, target }: Sent) {
		return this.document && this.tools?.match(this.document, method.toLowerCase(), pathOf(target));
	}

	async #ask(request: Request): Promise<Result<Response, Problem>> {
		const pathname = pathOf(request.url);
		const matched = this.document && this.tools?.match(this.document, request.method.toLowerCase(), pathname);
		if (this.isMock && matched && this.tools)
			return { ok: true, value: await this.tools.mock(matched, request) };
		const call = this.#call();
		if (call) return call(request);
		return {
			ok: false,
			error: { type: 'not-running', message: 'The API is not running.', action: 'Press Run' },
		};
	}
}

/** The members of an object schema. */
export function membersOf(schema: unknown): {
	readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>> | boolean>>;
	readonly required: readonly string[];
} {
	if (!isRecord(schema)) return { properties: {}, required: [] };
	const properties = isRecord(schema['properties']) ? schema['properties'] : {};
	const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
	return {
		properties: Object.fromEntries(
			Object.entries(properties).map(([name, each]) => [name, isRecord(each) ? each : true]),
		),
		required,
	};
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
