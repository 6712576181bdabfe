import type { IncomingMessage, ServerResponse } from 'node:http';

type Fetch = (request: Request) => unknown;

/** Most bytes of a request's body. */
const MAX_BODY = 16 * 1024 * 1024;

/** Answers one request of Node's server with the creation's `fetch`, for pages of every origin. */
export async function exchange(
	fetch: Fetch,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const request = await requestOf(incoming);
	const answer = request instanceof Request ? await answerOf(fetch, request) : request;
	const asked = incoming.headers['access-control-request-headers'];
	const response = isPreflight(incoming, answer) ? preflight(asked) : answer;
	const headers = [...response.headers].filter(([name]) => name !== 'content-length');
	if (!response.headers.has('access-control-allow-origin'))
		headers.push(['access-control-allow-origin', '*']);
	outgoing.writeHead(response.status, headers.flat());
	if (response.body && incoming.method !== 'HEAD')
		for await (const piece of response.body) outgoing.write(piece);
	outgoing.end();
}

async function requestOf(incoming: IncomingMessage): Promise<Request | Response> {
	const { method = 'GET', url = '/', rawHeaders } = incoming;
	const body = await bodyOf(incoming);
	if (body === undefined) return problem(413, 'Too large', 'A request has at most 16 MB.');
	try {
		const protocol = incoming.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
		const address = new URL(`${protocol}://${incoming.headers.host ?? 'localhost'}${url}`);
		const headers = new Headers();
		for (let at = 0; at + 1 < rawHeaders.length; at += 2)
			headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
		const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD';
		return new Request(address, { method, headers, ...(hasBody ? { body } : {}) });
	} catch {
		return problem(400, 'Bad request', 'This request cannot be read.');
	}
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of incoming) {
		if (!(piece instanceof Uint8Array)) continue;
		size += piece.length;
		if (size > MAX_BODY) return undefined;
		pieces.push(piece);
	}
	const body = new Uint8Array(size);
	let at = 0;
	for (const piece of pieces) {
		body.set(piece, at);
		at += piece.length;
	}
	return body;
}

async function answerOf(fetch: Fetch, request: Request): Promise<Response> {
	try {
		const answer = await fetch(request);
		if (answer instanceof Response) return answer;
		throw new TypeError('`fetch` of this API returned no Response.');
	} catch (error) {
		console.error(error);
		return problem(500, 'Something went wrong', 'The program failed. Its console tells why.');
	}
}

/** A browser asks beforehand whether it may; an API that does not know of it refuses by mistake. */
const isPreflight = ({ method, headers }: IncomingMessage, answer: Response): boolean =>
	method === 'OPTIONS' &&
	headers['access-control-request-method'] !== undefined &&
	!answer.headers.has('access-control-allow-methods');

const preflight = (asked = 'content-type'): Response =>
	new Response(null, {
		status: 204,
		headers: {
			'access-control-allow-origin': '*',
			'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
			'access-control-allow-headers': asked,
			'access-control-max-age': '86400',
		},
	});

const problem = (status: number, title: string, detail: string): Response =>
	new Response(JSON.stringify({ type: 'about:blank', title, status, detail }), {
		status,
		headers: { 'content-type': 'application/problem+json' },
	});
