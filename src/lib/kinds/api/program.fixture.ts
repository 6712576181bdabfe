import { transform } from 'sucrase';
import { expect } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Links } from '../kind.ts';
import { apiKind } from './index.ts';

type Fetch = (request: Request) => Promise<Response>;

export const ORIGIN = 'https://test.creation.invalid';

export interface Program {
	readonly files: Files;
	readonly kept: Map<string, string>;
	/** Calls the program; an object as body is sent as JSON. */
	readonly call: (method: string, path: string, body?: unknown, headers?: HeadersInit) => Promise<Response>;
	/** Starts it afresh over what it has kept. */
	readonly restart: () => void;
}

/** Renders a spec, compiles its sources and runs them here, as the sandbox does in its worker. */
export async function start(
	spec: Spec,
	linked?: { links: Links; fetch: (path: string, init?: RequestInit) => Promise<Response> },
): Promise<Program> {
	const files = await apiKind.render(spec, linked?.links);
	if (!files.ok) throw new Error(files.error.message);
	const kept = new Map<string, string>();
	const outside = { 'aether:storage': storageOver(kept), 'aether:db': { fetch: linked?.fetch } };
	let program = load(files.value, outside);
	return {
		files: files.value,
		kept,
		call: (method, path, body, headers = {}) => program(requestOf(method, path, body, headers)),
		restart: () => {
			program = load(files.value, outside);
		},
	};
}

export function requestOf(method: string, path: string, body: unknown, headers: HeadersInit): Request {
	const url = path.startsWith('http') ? path : ORIGIN + path;
	if (body === undefined) return new Request(url, { method, headers });
	const isRaw = typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams;
	return new Request(url, {
		method,
		body: isRaw ? body : JSON.stringify(body),
		headers: isRaw
			? headers
			: { 'content-type': 'application/json', ...Object.fromEntries(new Headers(headers)) },
	});
}

const storageOver = (kept: Map<string, string>) => ({
	get: async (key: string) => kept.get(key) ?? null,
	set: async (key: string, value: string) => void kept.set(key, value),
	remove: async (key: string) => void kept.delete(key),
	list: async (prefix = '') => [...kept.keys()].filter((key) => key.startsWith(prefix)),
});

function load(files: Files, outside: Readonly<Record<string, object>>): Fetch {
	const modules = new Map<string, object>();
	const run = (path: string): object => {
		const known = modules.get(path);
		if (known) return known;
		const exports = {};
		modules.set(path, exports);
		const require = (specifier: string): unknown => {
			if (specifier.startsWith('.')) return run(new URL(specifier, `file:///${path}`).pathname.slice(1));
			const module = outside[specifier];
			if (!module) throw new Error(`${path} imports ${specifier}, which an API does not have.`);
			return module;
		};
		const { code } = transform(String(files.get(path)), {
			transforms: ['typescript', 'imports'],
			disableESTransforms: true,
		});
		// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what was rendered has to run
		new Function('require', 'exports', code)(require, exports);
		return exports;
	};
	const entry: unknown = Reflect.get(run(apiKind.entry), 'default');
	const fetch: unknown =
		typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'fetch') : undefined;
	if (typeof fetch !== 'function') throw new Error('The entry exports no fetch.');
	return async (request) => {
		const answer: unknown = await fetch.call(entry, request);
		if (!(answer instanceof Response)) throw new Error('The program answered no Response.');
		return answer;
	};
}

/** A failure as every kit answers it. */
export async function expectProblem(answer: Response, status: number, text: RegExp): Promise<void> {
	expect(answer.status).toBe(status);
	expect(answer.headers.get('content-type')).toBe('application/problem+json');
	expect(answer.headers.get('access-control-allow-origin')).toBe('*');
	const body: unknown = await answer.json();
	expect(body).toMatchObject({ type: 'about:blank', status });
	expect(JSON.stringify(body)).toMatch(text);
}
