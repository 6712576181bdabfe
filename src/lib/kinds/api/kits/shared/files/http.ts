export interface Call {
	readonly request: Request;
	readonly url: URL;
	/** Values of the parts in braces: `id` of `/books/{id}`. */
	readonly path: Readonly<Record<string, string>>;
}

type Handler = (call: Call) => Response | Promise<Response>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** By path, then by method: `{ '/books/{id}': { GET: getBook } }`. */
export type Routes = Readonly<Record<string, Readonly<Partial<Record<Method, Handler>>>>>;

/** One thing that is wrong with what was sent. */
export interface Fault {
	/** Name of the field or parameter. */
	readonly field: string;
	readonly message: string;
}

/** Thrown by a handler, answered as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
	readonly status: number;
	readonly faults: readonly Fault[];
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		status: number,
		detail: string,
		more: { faults?: readonly Fault[]; headers?: Readonly<Record<string, string>> } = {},
	) {
		super(detail);
		this.status = status;
		this.faults = more.faults ?? [];
		this.headers = more.headers ?? {};
	}
}

const TITLES: Readonly<Record<number, string>> = {
	400: 'Bad request',
	404: 'Not found',
	405: 'Method not allowed',
	409: 'Conflict',
	410: 'Gone',
	413: 'Too large',
	415: 'Unsupported media type',
	422: 'Not as it should be',
	502: 'Linked creation failed',
	507: 'Storage is full',
};

const CORS = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'etag, link, location, x-total-count',
};

interface Route {
	readonly pattern: RegExp;
	readonly names: readonly string[];
	readonly methods: Routes[string];
}

/** The program: answers HEAD as GET, OPTIONS by itself, and everything else from `routes`. */
export function serve(routes: Routes): { fetch: (request: Request) => Promise<Response> } {
	// A written part wins over one in braces: `/quotes/random` over `/quotes/{id}`.
	const paths = Object.keys(routes).sort((a, b) => braces(a) - braces(b));
	const table = paths.map((path) => routeOf(path, routes[path] ?? {}));
	return {
		fetch: async (request) => {
			const answer = await answerOf(table, request).catch(problemAnswer);
			const headers = new Headers(answer.headers);
			for (const [name, value] of Object.entries(CORS)) headers.set(name, value);
			const { status, statusText } = answer;
			return new Response(request.method === 'HEAD' ? null : answer.body, { status, statusText, headers });
		},
	};
}

const braces = (path: string): number => path.split('{').length;

function routeOf(path: string, methods: Routes[string]): Route {
	const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
	const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '([^/]+)');
	return { pattern: new RegExp(`^${pattern}/?$`), names, methods };
}

async function answerOf(table: readonly Route[], request: Request): Promise<Response> {
	const url = new URL(request.url);
	const fitting = table.filter(({ pattern }) => pattern.test(url.pathname));
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	const allow = allowed(fitting);
	if (fitting.length === 0) throw new Problem(404, `There is nothing at ${url.pathname}.`);
	if (method === 'OPTIONS') return preflight(request, allow);
	for (const route of fitting)
		for (const [name, handler] of Object.entries(route.methods))
			if (name === method) return tagged(request, await handler({ request, url, path: values(route, url) }));
	throw new Problem(405, `${request.method} is not possible here, only ${allow}.`, { headers: { allow } });
}

function allowed(routes: readonly Route[]): string {
	const methods = routes.flatMap((route) => Object.keys(route.methods));
	const all = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
	return [...new Set(all)].join(', ');
}

const preflight = (request: Request, allow: string): Response =>
	new Response(null, {
		status: 204,
		headers: {
			allow,
			'access-control-allow-methods': allow,
			'access-control-allow-headers':
				request.headers.get('access-control-request-headers') ?? 'content-type, if-none-match',
			'access-control-max-age': '86400',
		},
	});

function values({ pattern, names }: Route, url: URL): Record<string, string> {
	const found = pattern.exec(url.pathname) ?? [];
	try {
		return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
	} catch {
		throw new Problem(400, 'The address has a broken % sequence.');
	}
}

/** Lets a caller that has the answer already keep it: ETag and 304. */
async function tagged(request: Request, answer: Response): Promise<Response> {
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	if (!isRead || answer.status !== 200 || answer.headers.has('cache-control')) return answer;
	const text = await answer.text();
	const etag = `W/"${hash(text)}"`;
	const headers = new Headers(answer.headers);
	headers.set('etag', etag);
	const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	return known.includes(etag) || known.includes('*')
		? new Response(null, { status: 304, headers: { etag } })
		: new Response(text, { status: 200, headers });
}

/** FNV-1a over two lanes: not secret, only different for different texts. */
function hash(text: string): string {
	let [a, b] = [0x811c9dc5, 0x1000193];
	for (let index = 0; index < text.length; index++) {
		a = Math.imul(a ^ text.charCodeAt(index), 0x01000193);
		b = Math.imul(b ^ text.charCodeAt(index), 0x85ebca6b);
	}
	return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}

function problemAnswer(error: unknown): Response {
	const problem = error instanceof Problem ? error : unexpected(error);
	const { status, message, faults, headers } = problem;
	const body = {
		type: 'about:blank',
		title: TITLES[status] ?? 'Something went wrong',
		status,
		detail: message,
		...(faults.length > 0 ? { errors: faults } : {}),
	};
	return new Response(JSON.stringify(body), {
		status,
		headers: { ...headers, 'content-type': 'application/problem+json' },
	});
}

function unexpected(error: unknown): Problem {
	if (error instanceof DOMException && error.name === 'QuotaExceededError')
		return new Problem(507, 'There is no more room on this device. Delete something first.');
	console.error(error);
	return new Problem(500, 'The program failed. Its console tells why.');
}

/** A JSON answer. */
export const json = (
	value: unknown,
	headers: Readonly<Record<string, string>> = {},
	status = 200,
): Response =>
	new Response(JSON.stringify(value), {
		status,
		headers: { 'content-type': 'application/json', ...headers },
	});

/** 201 with the address of what was made. */
export const created = (value: unknown, location: string): Response => json(value, { location }, 201);

/** 204. */
export const nothing = (): Response => new Response(null, { status: 204 });

/** The body as a JSON object. */
export async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type))
		throw new Problem(415, 'Send JSON, with the header "content-type: application/json".');
	const value = parse(await request.text());
	if (!isRecord(value)) throw new Problem(422, 'The body has to be a JSON object.');
	return value;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Problem(400, text.trim() ? 'The body is not valid JSON.' : 'The body is empty.');
	}
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole number from the query, within bounds. */
export function wholeNumber(
	url: URL,
	name: string,
	{ fallback, least, most }: { fallback: number; least: number; most: number },
): number {
	const text = url.searchParams.get(name);
	if (text === null) return fallback;
	const number = Number(text);
	if (/^-?\d+$/.test(text) && number >= least && number <= most) return number;
	throw invalidQuery(name, `has to be a whole number from ${least} to ${most}`);
}

/** 400 for a query parameter: `limit has to be …`. */
export const invalidQuery = (name: string, message: string): Problem =>
	new Problem(400, `"${name}" ${message}.`, { faults: [{ field: name, message: `${name} ${message}` }] });

/** The part of `items` that `limit` and `offset` ask for, with the headers that tell of the rest. */
export function page(
	url: URL,
	total: number,
): { limit: number; offset: number; headers: Record<string, string> } {
	const limit = wholeNumber(url, 'limit', { fallback: 50, least: 1, most: 1000 });
	const offset = wholeNumber(url, 'offset', { fallback: 0, least: 0, most: Number.MAX_SAFE_INTEGER });
	const links = [
		...(offset + limit < total ? [linkTo(url, offset + limit, 'next')] : []),
		...(offset > 0 ? [linkTo(url, Math.max(0, offset - limit), 'prev')] : []),
	];
	const headers = { 'x-total-count': String(total), ...(links.length > 0 ? { link: links.join(', ') } : {}) };
	return { limit, offset, headers };
}

function linkTo(url: URL, offset: number, rel: string): string {
	const target = new URL(url);
	target.searchParams.set('offset', String(offset));
	return `<${target.href}>; rel="${rel}"`;
}
