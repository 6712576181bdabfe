import type { WireRequest, WireResponse } from '../messages.ts';
import type { Post } from './port.ts';

/** Base of relative addresses: a name that exists nowhere, so that the gateway refuses it plainly. */
const BASE = 'https://creation.invalid/';

/** Statuses that must not carry a body. */
const isBodyless = (status: number): boolean => [101, 204, 205, 304].includes(status);

export interface Network {
	readonly answer: (response: WireResponse) => void;
	readonly fail: (id: number, message: string) => void;
}

/** Replaces `fetch`: the sandbox has no network, each request goes to the host, which decides. */
export function installFetch(post: Post, blobs: ReadonlyMap<string, Blob>): Network {
	const waiting = new Map<
		number,
		{ resolve: (response: Response) => void; reject: (error: Error) => void }
	>();
	let lastId = 0;
	const ask = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const local = localResponse(input, blobs);
		if (local) return local;
		const request = new Request(input instanceof Request ? input : new URL(String(input), BASE), init);
		const body = request.body === null ? null : await request.arrayBuffer();
		const id = ++lastId;
		return new Promise((resolve, reject) => {
			waiting.set(id, { resolve, reject });
			const abort = (): void => {
				waiting.delete(id);
				reject(new DOMException('The request was aborted.', 'AbortError'));
			};
			if (request.signal.aborted) return abort();
			request.signal.addEventListener('abort', abort, { once: true });
			const { url, method, headers } = request;
			post({ type: 'fetch', id, url, method, headers: [...headers], body }, body === null ? [] : [body]);
		});
	};
	Object.defineProperty(self, 'fetch', { value: ask, writable: true, configurable: true });
	return {
		answer: (response) => {
			waiting.get(response.id)?.resolve(responseOf(response));
			waiting.delete(response.id);
		},
		fail: (id, message) => {
			waiting.get(id)?.reject(new TypeError(message));
			waiting.delete(id);
		},
	};
}

/** `blob:` and `data:` never leave the frame, and the policy stops the native `fetch` from reading them. */
function localResponse(input: RequestInfo | URL, blobs: ReadonlyMap<string, Blob>): Response | null {
	const url = input instanceof Request ? input.url : String(input);
	const blob = blobs.get(url) ?? (url.startsWith('data:') ? blobOfDataUrl(url) : null);
	return blob ? new Response(blob, { headers: { 'content-type': blob.type } }) : null;
}

/** The content of a `data:` address; null when it is malformed. */
export function blobOfDataUrl(url: string): Blob | null {
	const match = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(url);
	if (!match) return null;
	const [, type = '', isBase64, data = ''] = match;
	try {
		const text = decodeURIComponent(data);
		if (!isBase64) return new Blob([text], { type });
		return new Blob([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], { type });
	} catch {
		return null;
	}
}

function responseOf(wire: WireResponse): Response {
	return new Response(isBodyless(wire.status) ? null : wire.body, {
		status: wire.status,
		statusText: wire.statusText,
		headers: wire.headers.map(([name, value]): [string, string] => [name, value]),
	});
}

/** Answers a request of the host with the creation's own `fetch`. */
export async function answerRequest(
	handler: unknown,
	wire: WireRequest,
	post: Post,
	report: (error: unknown) => void,
): Promise<void> {
	try {
		const fetcher = fetcherOf(handler);
		const request = new Request(wire.url, {
			method: wire.method,
			headers: wire.headers.map(([name, value]): [string, string] => [name, value]),
			body: wire.body,
		});
		const response = await fetcher(request);
		if (!(response instanceof Response))
			throw new TypeError('`fetch` of this creation returned no Response.');
		const body = await response.arrayBuffer();
		const { status, statusText, headers } = response;
		post({ type: 'response', id: wire.id, status, statusText, headers: [...headers], body }, [body]);
	} catch (error) {
		report(error);
		post({ type: 'response-failed', id: wire.id, message: String(error).slice(0, 4_000) });
	}
}

function fetcherOf(handler: unknown): (request: Request) => unknown {
	const owner: object = typeof handler === 'object' || typeof handler === 'function' ? (handler ?? {}) : {};
	const fetcher: unknown = Reflect.get(owner, 'fetch') ?? handler;
	if (typeof fetcher !== 'function') throw new TypeError('This creation answers no requests.');
	return (request): unknown => Reflect.apply(fetcher, owner, [request]);
}
