import { isRecord, listOf, recordOf, textOf } from '../data.ts';
import { effect } from '../effect.ts';
import { endpointOf } from '../endpoint.ts';
import type { Activity, TaskEnd, TaskRunner } from '../execution.ts';
import { standardFault } from '../fault.ts';
import { abortable } from '../abort.ts';
import { send } from '../send.ts';
import type { HttpCall } from '../workflow.ts';
import { callAsyncApi } from './call-asyncapi.ts';
import { callFunction } from './call-function.ts';

/** By the name of the protocol; any other name is a function's. */
const PROTOCOLS: Readonly<Record<string, TaskRunner>> = {
	http: callHttp,
	openapi: callOpenApi,
	asyncapi: callAsyncApi,
	mcp: callMcp,
	grpc: unsupported('gRPC'),
	a2a: unsupported('Agent2Agent'),
};

export async function runCall(activity: Activity): Promise<TaskEnd> {
	const name = textOf(activity.task['call']) ?? '';
	const protocol = Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : undefined;
	return (protocol ?? callFunction)(activity);
}

function unsupported(what: string): TaskRunner {
	return async () => {
		throw standardFault('configuration', `A browser cannot make ${what} calls.`);
	};
}

/** Methods that only look (RFC 9110). */
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

async function callHttp(activity: Activity): Promise<TaskEnd> {
	const { execution, task, input, frame } = activity;
	const given = recordOf(task['with']);
	const { url, headers } = await endpointOf(execution, given['endpoint'], input, frame);
	const rest = await execution.fill(
		[given['method'], given['headers'], given['query'], given['body']],
		input,
		frame,
	);
	const [method, own, query, body] = listOf(rest);
	const call: HttpCall = {
		method: String(method ?? 'GET').toUpperCase(),
		url: withQuery(url, recordOf(query)),
		headers: { ...headers, ...textsOf(own) },
		keepsRedirect: given['redirect'] === false ? false : given['redirect'] === true,
	};
	return exchange(activity, withBody(call, body), SAFE_METHODS.includes(call.method));
}

async function callOpenApi(activity: Activity): Promise<TaskEnd> {
	const { execution, task, input, frame } = activity;
	const given = recordOf(task['with']);
	const document = recordOf(given['document']);
	const { url } = await endpointOf(execution, document['endpoint'] ?? given['document'], input, frame);
	const parameters = recordOf(await execution.fill(given['parameters'], input, frame));
	const operationId = textOf(await execution.fill(given['operationId'], input, frame)) ?? '';
	const { call, isSafe } = await abortable(
		execution.host.operation({ document: url, operationId, parameters }, frame.signal),
		frame.signal,
	);
	const { headers } = await endpointOf(
		execution,
		{ uri: call.url, authentication: given['authentication'] },
		null,
		frame,
	);
	return exchange(activity, { ...call, headers: { ...call.headers, ...headers } }, isSafe);
}

async function callMcp(activity: Activity): Promise<TaskEnd> {
	const { execution, task, input, frame } = activity;
	const given = recordOf(task['with']);
	const transport = recordOf(given['transport']);
	const { http } = transport;
	if (!isRecord(http))
		throw standardFault('configuration', 'A browser reaches MCP servers by HTTP only, not by stdio.');
	const { url, headers } = await endpointOf(execution, http['endpoint'], input, frame);
	const own = await execution.fill([given['method'], given['parameters'], http['headers']], input, frame);
	const [method, parameters, more] = listOf(own);
	const output = await effect(activity, {
		kind: 'call mcp',
		isSafe: !String(method).endsWith('/call') || isIdempotent(activity),
		perform: () =>
			execution.host.mcp(
				{
					endpoint: url,
					headers: { ...headers, ...textsOf(more) },
					method: String(method),
					parameters: recordOf(parameters),
				},
				frame.signal,
			),
	});
	return { output };
}

/** The document's word that a task may be done twice. */
const isIdempotent = ({ task }: Activity): boolean =>
	recordOf(recordOf(task['metadata'])['aether'])['idempotent'] === true;

/** One request and its answer, as `with.output` wants it. */
async function exchange(activity: Activity, call: HttpCall, isSafe: boolean): Promise<TaskEnd> {
	const { execution, task, frame } = activity;
	const format = textOf(recordOf(task['with'])['output']) ?? 'content';
	const output = await effect(activity, {
		kind: `call ${String(task['call'])}`,
		isSafe: isSafe || isIdempotent(activity),
		async perform(key) {
			const sent = { ...call, headers: { ...call.headers, 'idempotency-key': key } };
			return shaped(await send(execution, sent, frame.signal), call, format);
		},
	});
	return { output };
}

async function shaped(response: Response, call: HttpCall, format: string): Promise<unknown> {
	const bytes = new Uint8Array(await response.arrayBuffer());
	if (format === 'raw') return base64(bytes);
	const content = contentOf(bytes, response.headers.get('content-type') ?? '');
	if (format !== 'response') return content;
	return {
		request: { method: call.method, uri: call.url, headers: withoutSecrets(call.headers) },
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		content,
	};
}

function contentOf(bytes: Uint8Array, type: string): unknown {
	if (bytes.length === 0) return null;
	const text = new TextDecoder().decode(bytes);
	if (/\bjson\b/i.test(type) || /^\s*[[{]/.test(text))
		try {
			return JSON.parse(text);
		} catch {
			return text;
		}
	return text;
}

function base64(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary);
}

const withoutSecrets = ({ authorization: _, ...rest }: Readonly<Record<string, string>>) => rest;

const textsOf = (value: unknown): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(recordOf(value)).map(([name, text]) => [name.toLowerCase(), String(text)]),
	);

function withQuery(url: string, query: Readonly<Record<string, unknown>>): string {
	const values = Object.entries(query).flatMap(([name, value]) =>
		(Array.isArray(value) ? listOf(value) : [value])
			.filter((each) => each !== null && each !== undefined)
			.map((each) => [name, typeof each === 'string' ? each : JSON.stringify(each)]),
	);
	if (values.length === 0) return url;
	return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(values).toString()}`;
}

function withBody(call: HttpCall, body: unknown): HttpCall {
	if (body === undefined || body === null || SAFE_METHODS.slice(0, 2).includes(call.method)) return call;
	if (typeof body === 'string' && call.headers['content-type']?.includes('json') !== true)
		return { ...call, body };
	return {
		...call,
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...call.headers },
	};
}
