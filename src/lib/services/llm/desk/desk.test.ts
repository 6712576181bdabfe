import { describe, expect, test } from 'vitest';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { err, ok } from '#lib/model/result.ts';
import type { Access, Provider } from '../provider.ts';
import { Burst } from './burst.ts';
import { createDesk, type DeskParts } from './desk.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { exchangeCode } from './openrouter.ts';

const KEY = 'sk-live-0123456789abcdef';
const request: LlmRequest = {
	model: { provider: 'acme', model: 'small' },
	messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
	maxOutputTokens: 100,
};

/** A vendor that does with its access whatever a test says. */
function vendor(stream: (access: Access) => AsyncIterable<StreamPart>): Provider {
	return {
		id: 'acme',
		title: 'Acme',
		baseUrl: 'https://api.acme.test/v1',
		needsKey: true,
		stream: (_request, access) => stream(access),
		models: async () =>
			err({
				kind: 'key-invalid',
				message: `Incorrect API key provided: ${KEY}`,
				action: 'Look up the key',
				isRetryable: false,
				detail: `{"key":"${KEY}","other":"gsk_abcdef123456"}`,
			}),
	};
}

function desk(provider: Provider, parts: Partial<DeskParts> = {}) {
	return createDesk({
		providers: async (id) => (id === 'acme' ? provider : undefined),
		find: async () => ok({ origin: 'https://api.acme.test', baseUrl: 'https://api.acme.test/v1', key: KEY }),
		fetch: async () => new Response('fine'),
		...parts,
	});
}

async function collect(stream: AsyncIterable<StreamPart>): Promise<StreamPart[]> {
	const parts: StreamPart[] = [];
	for await (const part of stream) parts.push(part);
	return parts;
}
const signal = new AbortController().signal;
const quiet = vendor(async function* () {
	yield { type: 'finish', reason: 'stop', vendorReason: null };
});

describe('what leaves the desk', () => {
	test('a provider gets the key, its own address and a fetch that goes nowhere else', async () => {
		const tried: string[] = [];
		const curious = vendor(async function* ({ fetch, key, baseUrl }) {
			yield { type: 'text-delta', text: `${key === KEY} ${baseUrl}` };
			for (const url of ['https://api.acme.test/v1/chat', 'https://evil.test/', 'http://api.acme.test/'])
				tried.push(
					await fetch(url).then(
						() => 'reached',
						() => 'refused',
					),
				);
			yield { type: 'finish', reason: 'stop', vendorReason: null };
		});
		const parts = await collect(desk(curious).generate(request, signal));
		expect(parts[0]).toEqual({ type: 'text-delta', text: 'true https://api.acme.test/v1' });
		expect(tried).toEqual(['reached', 'refused', 'refused']);
	});

	test('no key stands in any error, nor in what a model writes', async () => {
		const chatty = vendor(async function* () {
			yield { type: 'text-delta', text: `Your key is ${KEY}.` };
			throw new Error(`401 for Bearer ${KEY}`);
		});
		const parts = await collect(desk(chatty).generate(request, signal));
		const listed = await desk(chatty).models('acme', signal);
		expect(JSON.stringify([parts, listed])).not.toContain('0123456789abcdef');
		expect(JSON.stringify(listed)).not.toContain('gsk_');
		expect(parts.at(-1)).toMatchObject({ type: 'error', error: { kind: 'protocol' } });
	});

	test('words of a model that only look like a key stay', async () => {
		const teaching = vendor(async function* () {
			yield { type: 'text-delta', text: 'Keys look like sk-abcdefgh.' };
			yield { type: 'finish', reason: 'stop', vendorReason: null };
		});
		expect((await collect(desk(teaching).generate(request, signal)))[0]).toEqual({
			type: 'text-delta',
			text: 'Keys look like sk-abcdefgh.',
		});
	});

	test('redirects, cookies, caches and referrers are off, whatever a provider asks for', async () => {
		const sent: RequestInit[] = [];
		const fetch = guardedFetch('https://a.test', async (_input, init) => {
			sent.push(init ?? {});
			return new Response();
		});
		await fetch('https://a.test/x', { redirect: 'follow', credentials: 'include', keepalive: true });
		expect(sent[0]).toMatchObject({
			redirect: 'error',
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
			cache: 'no-store',
			keepalive: false,
		});
		await fetch('https://a.test/x?key=secret', { mode: 'no-cors', headers: { Authorization: 'secret' } });
		expect(JSON.stringify(sent[1])).not.toContain('secret');
		expect(sent[1]).toMatchObject({ mode: 'no-cors', credentials: 'omit' });
		await expect(fetch('https://user:pass@a.test/')).rejects.toThrow('refused');
		await expect(fetch('/relative')).rejects.toThrow(TypeError);
		await expect(fetch(new Request('https://b.test/'))).rejects.toThrow('refused');
	});
});

describe('who may ask', () => {
	test.each<[string, unknown]>([
		['an address of its own', { ...request, baseUrl: 'https://evil.test' }],
		['an address in the model', { ...request, model: { ...request.model, baseUrl: 'https://evil.test' } }],
		['headers', { ...request, headers: { 'x-to': 'evil' } }],
		['nothing', undefined],
		['a part of another kind', { ...request, messages: [{ role: 'user', parts: [{ type: 'file' }] }] }],
	])('a request with %s is refused', async (_name, raw) => {
		expect(await collect(desk(quiet).generate(raw, signal))).toMatchObject([
			{ type: 'error', error: { kind: 'request-invalid' } },
		]);
	});

	test('an unknown provider, a locked vault and a missing key each end in one error', async () => {
		const unknown = { ...request, model: { provider: 'other', model: 'x' } };
		const kinds = async (parts: Promise<StreamPart[]>) =>
			(await parts).map((part) => (part.type === 'error' ? part.error.kind : part.type));
		expect(await kinds(collect(desk(quiet).generate(unknown, signal)))).toEqual(['model-unknown']);
		for (const type of ['vault-locked', 'key-missing'] as const) {
			const find = async () => err({ type, message: 'No.' });
			expect(await kinds(collect(desk(quiet, { find }).generate(request, signal)))).toEqual([type]);
		}
	});

	test('a burst of calls is paused for a minute', async () => {
		let now = 0;
		const burst = new Burst(() => now, 2);
		const kind = async () => (await collect(desk(quiet, { burst }).generate(request, signal)))[0];
		expect([(await kind())?.type, (await kind())?.type]).toEqual(['finish', 'finish']);
		expect(await kind()).toMatchObject({ error: { kind: 'rate-limited', retryAfterMs: 60_000 } });
		now = 59_000;
		expect(await kind()).toMatchObject({ error: { retryAfterMs: 1_000 } });
		now = 61_000;
		expect((await kind())?.type).toBe('finish');
	});
});

describe('sign-in with OpenRouter', () => {
	const sign = { code: 'the-code', verifier: 'the-verifier' };
	test('the code and its verifier become a key', async () => {
		const sent: string[] = [];
		const key = await exchangeCode(sign, async (input, init) => {
			sent.push(String(input instanceof URL ? input.href : ''), String(init?.body));
			return Response.json({ key: 'sk-or-v1-abc' });
		});
		expect(key).toEqual(ok('sk-or-v1-abc'));
		expect(sent[0]).toBe('https://openrouter.ai/api/v1/auth/keys');
		expect(JSON.parse(sent[1] ?? '')).toMatchObject({ code: 'the-code', code_verifier: 'the-verifier' });
	});

	test.each<[string, () => Promise<Response>]>([
		['refusal', async () => Response.json({ error: 'no' }, { status: 403 })],
		['answer without a key', async () => Response.json({ hello: 1 })],
		['page instead of an answer', async () => new Response('<html>')],
		['missing network', async () => Promise.reject(new TypeError('Failed to fetch'))],
	])('a %s is told as a failed sign-in', async (_name, answer) => {
		expect(await exchangeCode(sign, answer)).toMatchObject({ error: { type: 'sign-in-failed' } });
	});
});
