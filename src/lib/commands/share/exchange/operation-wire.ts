import * as z from 'zod/mini';
import { parseJson } from '#lib/model/json.ts';

// How a call of an operation and its answer travel between two devices: a head in JSON, a line feed, the body's bytes.

type Bytes = Uint8Array<ArrayBuffer>;

/** Where a creation's operations are, whichever device answers: only the path counts. */
const BASE = 'https://member.aether.test';
const LINE_FEED = 10;

const headers = z.array(z.tuple([z.string().check(z.maxLength(200)), z.string().check(z.maxLength(8000))]));
const requestSchema = z.object({
	method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
	/** Path and query. */
	target: z.string().check(z.regex(/^\/(?!\/)/), z.maxLength(8000)),
	headers: headers.check(z.maxLength(64)),
});
const responseSchema = z.object({
	status: z.int().check(z.gte(200), z.lte(599)),
	headers: headers.check(z.maxLength(128)),
});

export async function writeCall(request: Request): Promise<Bytes> {
	const { pathname, search } = new URL(request.url);
	const head = { method: request.method, target: pathname + search, headers: [...request.headers] };
	return joined(head, await request.arrayBuffer());
}

/** Undefined when the bytes are no call. Nothing of where it came from is in it. */
export function readCall(bytes: Uint8Array): Request | undefined {
	const parts = split(bytes);
	const head = parts && requestSchema.safeParse(parts.head);
	if (!parts || !head?.success) return undefined;
	const { method, target, headers: fields } = head.data;
	const hasBody = method !== 'GET' && method !== 'HEAD' && parts.body.length > 0;
	try {
		return new Request(BASE + target, {
			method,
			headers: fields.map(([name, value]): [string, string] => [name, value]),
			...(hasBody ? { body: parts.body } : {}),
		});
	} catch {
		return undefined;
	}
}

export async function writeAnswer(response: Response): Promise<Bytes> {
	const head = { status: response.status, headers: [...response.headers] };
	return joined(head, await response.arrayBuffer());
}

/** Undefined when the bytes are no answer. */
export function readAnswer(bytes: Uint8Array): Response | undefined {
	const parts = split(bytes);
	const head = parts && responseSchema.safeParse(parts.head);
	if (!parts || !head?.success) return undefined;
	const { status, headers: fields } = head.data;
	const hasBody = ![204, 205, 304].includes(status);
	try {
		return new Response(hasBody ? parts.body : null, {
			status,
			headers: fields.map(([name, value]): [string, string] => [name, value]),
		});
	} catch {
		return undefined;
	}
}

function joined(head: unknown, body: ArrayBuffer): Bytes {
	const text = new TextEncoder().encode(JSON.stringify(head));
	const whole = new Uint8Array(text.length + 1 + body.byteLength);
	whole.set(text);
	whole[text.length] = LINE_FEED;
	whole.set(new Uint8Array(body), text.length + 1);
	return whole;
}

function split(bytes: Uint8Array): { readonly head: unknown; readonly body: Bytes } | undefined {
	const at = bytes.indexOf(LINE_FEED);
	if (at < 0) return undefined;
	const head = parseJson(new TextDecoder().decode(bytes.subarray(0, at)));
	return { head, body: new Uint8Array(bytes.subarray(at + 1)) };
}
