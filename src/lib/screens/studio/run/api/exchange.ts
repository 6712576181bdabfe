import type { Violation } from '#lib/commands/api/api-tools.ts';

/** A request as it was sent, so that it can be shown and sent again. */
export interface Sent {
	readonly method: string;
	/** Path and query. */
	readonly target: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
}

export interface Answer {
	readonly status: number;
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly text: string;
	readonly ms: number;
	/** What of it the document does not allow. */
	readonly violations: readonly Violation[];
	readonly isMock: boolean;
}

export interface Exchange {
	readonly id: number;
	readonly operationId: string;
	readonly sent: Sent;
	/** Or why none came. */
	readonly answer: Answer | { readonly failure: string };
}

/** Where requests seem to go; the sandbox looks at path and query only. */
export const BASE = 'https://api.creation.invalid';

/** Takes a request apart. Its body is read. */
export async function sentOf(request: Request): Promise<Sent> {
	const { pathname, search } = new URL(request.url);
	const text = await request.text();
	return {
		method: request.method,
		target: pathname + search,
		headers: Object.fromEntries(request.headers),
		body: text === '' ? null : text,
	};
}

/** The request again. */
export const requestFrom = ({ method, target, headers, body }: Sent): Request =>
	new Request(BASE + target, { method, headers, ...(body === null ? {} : { body }) });

/** For a command line; `$API` is where the API is served. */
export function curlOf({ method, target, headers, body }: Sent): string {
	const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
	return [
		`curl${method === 'GET' ? '' : ` -X ${method}`} "$API"${quote(target)}`,
		...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
		...(body === null ? [] : [`-d ${quote(body)}`]),
	].join(' \\\n  ');
}

/** For a program. */
export function fetchOf({ method, target, headers, body }: Sent): string {
	const init = {
		...(method === 'GET' ? {} : { method }),
		...(Object.keys(headers).length > 0 ? { headers } : {}),
		...(body === null ? {} : { body }),
	};
	const options = Object.keys(init).length > 0 ? `, ${JSON.stringify(init, null, 2)}` : '';
	return `const response = await fetch(API + ${JSON.stringify(target)}${options});`;
}

/** JSON with line breaks; other texts as they are. */
export function pretty(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}

/** The path of an address, without its query. */
export const pathOf = (address: string): string => new URL(address, BASE).pathname;
