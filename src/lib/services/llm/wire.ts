import type { LlmError } from '#lib/model/llm.ts';
import { errorFromNetwork, errorFromRefusal, type Refusal, wordsOfThrown } from './errors.ts';
import { failure } from './failures.ts';
import { parseJson } from '#lib/model/json.ts';
import { at, isObject } from './json.ts';
import { EventScanner } from './sse.ts';
import { watchedAnswer } from './watched-body.ts';

/** Headers that only tell the vendor about its SDK, and that strict CORS lists refuse. */
const UNWANTED = /^(x-stainless-|user-agent$|openai-(organization|project)$)/i;

/** Bytes kept of a body that is no event stream: enough to find the error in it. */
const MAX_PLAIN = 65_536;

/**
 * Watches one call between the network and the SDK, which hides faults in a browser: it ends in silence on a login page
 * and on some unreadable lines, and drops bodies of refusals. Sees every byte before the SDK does.
 */
export class Wire {
	readonly #fetch: typeof fetch;
	readonly #scanner = new EventScanner();
	#refusal: Refusal | null = null;
	#streamError: string | null = null;
	#unreadable: string | null = null;
	#broken: { readonly thrown: unknown } | null = null;
	#isAsked = false;
	#isAccepted = false;
	#events = 0;
	#plain = '';
	/** Whether `[DONE]` came, the end marker of Chat Completions. */
	isDone = false;

	constructor(outer: typeof fetch) {
		this.#fetch = outer;
	}

	/** What the SDK calls instead of `fetch`. */
	readonly fetch: typeof fetch = async (input, init) => {
		this.#isAsked = true;
		const headers = new Headers(init?.headers);
		for (const name of [...headers.keys()]) if (UNWANTED.test(name)) headers.delete(name);
		const answer = await this.#noting(() =>
			this.#fetch(input, { ...init, headers, credentials: 'omit', referrerPolicy: 'no-referrer' }),
		);
		if (!answer.ok) return this.#refused(answer);
		this.#isAccepted = true;
		return watchedAnswer(
			answer,
			(bytes) => this.#see(bytes),
			(thrown) => (this.#broken = { thrown }),
		);
	};

	/** Whether an answer began and the connection broke before its end. */
	get hasBroken(): boolean {
		return this.#isAccepted && this.#broken !== null;
	}

	/** What went wrong on the wire, or null. `isComplete` says that the vendor's end marker came. */
	faultOf(vendor: string, isComplete: boolean, thrown: unknown): LlmError | null {
		if (this.#refusal) return errorFromRefusal(this.#refusal, vendor);
		if (this.#streamError !== null) return errorFromRefusal({ status: 200, body: this.#streamError }, vendor);
		if (this.#unreadable !== null) return failure('protocol', vendor, { detail: this.#unreadable });
		if (isComplete) return null;
		if (!this.#isAsked) return notLoaded(vendor, thrown);
		if (this.#broken) return errorFromNetwork(this.#broken.thrown, vendor);
		if (this.#events === 0 && !this.#hasBegunStream()) return this.#noStream(vendor, thrown);
		return null;
	}

	/** Whether the body began like an event stream and ended before its first event was whole. */
	#hasBegunStream(): boolean {
		return /^\s*(data|event|id|retry)?:/.test(this.#plain);
	}

	#noStream(vendor: string, thrown: unknown): LlmError {
		if (isError(parseJson(this.#plain))) return errorFromRefusal({ status: 200, body: this.#plain }, vendor);
		const detail = thrown === undefined ? 'The answer held no events.' : wordsOfThrown(thrown);
		return failure('protocol', vendor, { detail });
	}

	async #noting<T>(action: () => Promise<T>): Promise<T> {
		try {
			return await action();
		} catch (thrown) {
			this.#broken = { thrown };
			throw thrown;
		}
	}

	async #refused(answer: Response): Promise<Response> {
		const { status, statusText, headers } = answer;
		const body = await this.#noting(() => answer.text());
		this.#refusal = { status, body, headers };
		return new Response(body, { status, statusText, headers });
	}

	#see(bytes: Uint8Array): void {
		if (this.#events === 0 && this.#plain.length < MAX_PLAIN) this.#plain += new TextDecoder().decode(bytes);
		for (const data of this.#scanner.push(bytes)) this.#seeEvent(data);
	}

	#seeEvent(data: string): void {
		this.#events += 1;
		if (data === '[DONE]') this.isDone = true;
		if (data === '[DONE]' || data === '') return;
		const value = parseJson(data);
		if (value === undefined) this.#unreadable ??= data.slice(0, 200);
		if (isError(value)) this.#streamError ??= data;
	}
}

/** The SDK failed before it sent anything: its code did not load, or the request cannot be written down. */
const notLoaded = (vendor: string, thrown: unknown): LlmError =>
	failure('unavailable', vendor, {
		message: 'The part of the product that talks to {vendor} could not be started.',
		action: 'Reload the page, then try again.',
		detail: wordsOfThrown(thrown),
	});

/** `{"error": …}` of every vendor, and `{"type": "error", …}` of OpenAI and Anthropic. */
function isError(value: unknown): boolean {
	const error = at(value, 'error');
	const isNamed = at(value, 'type') === 'error';
	return (
		isNamed ||
		(isObject(error) && Object.keys(error).length > 0) ||
		(typeof error === 'string' && error !== '')
	);
}
