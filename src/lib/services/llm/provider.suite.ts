import { describe, expect, test } from 'vitest';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { collect } from './collect.ts';
import { guarded, isTerminal } from './guard.ts';
import type { Access, Provider } from './provider.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Origin of `tests/standin/server.mjs`. */
		readonly standin: string;
	}
}

/** What every recording of the stand-in comes to, whoever tells it. */
export const RECORDED = {
	text: 'Grüße aus Köln 🌍\n```ts\nconst a = 1;\n```\n',
	reasoning: 'Look it up.',
	signature: 'c2lnbmF0dXJl',
	usage: { input: 20, cacheRead: 5, cacheWrite: 0, output: 9, reasoning: 2 },
} as const;

export interface Given {
	readonly provider: Provider;
	/** Access to an answer of this kind: `text`, `tool`, `hang`, `hang-midway`, cut in this mode. */
	readonly access: (scenario: string, mode?: string) => Omit<Access, 'signal'>;
	/** What the provider cannot do by nature. */
	readonly lacks?: readonly ('reasoning' | 'tools' | 'usage')[];
}

export const requestTo = ({ id }: Provider, more: Partial<LlmRequest> = {}): LlmRequest => ({
	model: { provider: id, model: 'small-1' },
	system: 'Be brief.',
	messages: [{ role: 'user', parts: [{ type: 'text', text: 'Say it.' }] }],
	maxOutputTokens: 1000,
	...more,
});

export const weather = {
	name: 'weather',
	description: 'Tells the weather.',
	inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
} as const;

export const textOfParts = (parts: readonly StreamPart[]): string =>
	parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : [])).join('');

/** The contract of `Provider`, the same for every implementation. */
export function providerSuite(given: Given): void {
	const { provider, lacks = [] } = given;
	const ask = (scenario: string, mode?: string, request = requestTo(provider), signal = never()) =>
		provider.stream(request, { ...given.access(scenario, mode), signal });

	describe(`provider ${provider.id}`, () => {
		test.each(['whole', 'events', 'tiny'])('tells the whole answer when it arrives %s', async (mode) => {
			const parts = await collect(ask('text', mode));
			expect(textOfParts(parts)).toBe(RECORDED.text);
			expect(parts.filter(isTerminal)).toEqual([parts.at(-1)]);
			expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
			expect(parts[0]?.type).toBe('start');
		});

		test('tells usage once, before the finish', async () => {
			const parts = await collect(ask('text'));
			const usage = parts.filter((part) => part.type === 'usage');
			expect(usage).toHaveLength(1);
			expect(parts.at(-2)).toBe(usage[0]);
			if (lacks.includes('usage')) expect(usage[0]?.usage.isEstimated).toBe(true);
			else expect(usage[0]?.usage).toEqual(RECORDED.usage);
		});

		test.skipIf(lacks.includes('reasoning'))('keeps reasoning apart from the answer', async () => {
			const parts = await collect(ask('text'));
			const reasoning = parts.flatMap((part) => (part.type === 'reasoning-delta' ? [part.text] : []));
			expect(reasoning.join('')).toBe(RECORDED.reasoning);
		});

		test.skipIf(lacks.includes('tools')).each(['whole', 'events', 'tiny'])(
			'tells a tool call with its parsed input when it arrives %s',
			async (mode) => {
				const parts = await collect(ask('tool', mode, requestTo(provider, { tools: [weather] })));
				const calls = parts.filter((part) => part.type === 'tool-call');
				expect(calls).toHaveLength(1);
				expect(calls[0]).toMatchObject({ name: 'weather', input: { city: 'Köln' } });
				expect(calls[0]?.id).not.toBe('');
				expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'tool-calls' });
			},
		);

		test('an abort ends an answer that never begins', async () => {
			const controller = new AbortController();
			const { signal } = controller;
			const access = { ...given.access('hang', 'events'), signal };
			// Only once the vendor has taken the request; who sends none is aborted while it thinks.
			const fetchThenAbort: typeof fetch = async (...asked) => {
				const answer = await access.fetch(...asked);
				setTimeout(() => controller.abort());
				return answer;
			};
			const parts = collect(provider.stream(requestTo(provider), { ...access, fetch: fetchThenAbort }));
			if (provider.baseUrl === null) controller.abort();
			expect((await parts).at(-1)).toMatchObject({ type: 'error', error: { kind: 'aborted' } });
			expect((await parts).filter(isTerminal)).toHaveLength(1);
		});

		test('an abort ends an answer that hangs in the middle and keeps what came', async () => {
			const controller = new AbortController();
			const parts: StreamPart[] = [];
			for await (const part of ask('hang-midway', 'events', requestTo(provider), controller.signal)) {
				parts.push(part);
				if (part.type !== 'start') controller.abort();
			}
			expect(parts.at(-1)).toMatchObject({ type: 'error', error: { kind: 'aborted' } });
			expect(parts.filter(isTerminal)).toHaveLength(1);
			expect(parts.at(-2)?.type).toBe('usage');
		});

		test('a signal that is aborted before ends at once', async () => {
			const parts = await collect(ask('text', 'whole', requestTo(provider), AbortSignal.abort()));
			expect(parts).toMatchObject([{ type: 'error', error: { kind: 'aborted' } }]);
		});

		test.each(['hang', 'hang-midway'])('the guard ends a %s in stalled', async (scenario) => {
			const access = { ...given.access(scenario, 'events'), signal: never() };
			const parts = await collect(
				guarded(provider, requestTo(provider), access, { firstMs: 1500, betweenMs: 300 }),
			);
			expect(parts.at(-1)).toMatchObject({ type: 'error', error: { kind: 'stalled' } });
			expect(parts.filter(isTerminal)).toHaveLength(1);
		});

		test('whoever stops listening frees the request', async () => {
			for await (const part of ask('hang-midway', 'events')) if (part.type !== 'start') break;
		});

		test('lists its models', async () => {
			const models = await provider.models({ ...given.access('text'), signal: never() });
			expect(models.ok && models.value.length).toBeGreaterThan(0);
		});
	});
}

export const never = (): AbortSignal => new AbortController().signal;
