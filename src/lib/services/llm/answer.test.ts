import { expect, test } from 'vitest';
import type { LlmRequest } from '#lib/model/llm.ts';
import { answer } from './answer.ts';
import { collect } from './collect.ts';
import { ChatReader } from './dialects/chat-reader.ts';
import type { Access } from './provider.ts';
import { anthropic } from './providers/anthropic.ts';
import { mistral } from './providers/mistral.ts';

const request: LlmRequest = {
	model: { provider: 'p', model: 'm' },
	messages: [{ role: 'user', parts: [{ type: 'text', text: 'Say something that takes ten tokens or so.' }] }],
	maxOutputTokens: 10,
};

const access = (body: string, status = 200): Access => ({
	key: '0123456789abcdef0123456789abcdef',
	signal: new AbortController().signal,
	fetch: () => Promise.resolve(new Response(body, { status })),
});

const chunk = (delta: object, reason: string | null = null): string =>
	`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;

test('without usage from the vendor the tokens are counted here and marked as estimated', async () => {
	const body = chunk({ content: 'Hello there, how are you?' }, 'stop');
	const usage = (await collect(mistral.stream(request, access(body)))).find((part) => part.type === 'usage');
	expect(usage?.usage).toMatchObject({ isEstimated: true, cacheRead: 0 });
	expect(usage?.usage.input).toBeGreaterThan(5);
	expect(usage?.usage.output).toBeGreaterThan(4);
});

test('a cut answer still tells what it cost, from the half that the vendor told', async () => {
	const start = {
		type: 'message_start',
		message: { id: 'm', usage: { input_tokens: 77, output_tokens: 1 } },
	};
	const text = { type: 'content_block_delta', index: 0, delta: { text: 'one two three four five six' } };
	const body = [start, text].map((each) => `event: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`).join('');
	const parts = await collect(anthropic.stream(request, access(body)));
	const usage = parts.find((part) => part.type === 'usage');
	expect(usage?.usage).toMatchObject({ input: 77, isEstimated: true });
	expect(usage?.usage.output).toBeGreaterThan(4);
	expect(parts.at(-1)).toMatchObject({ type: 'error', error: { kind: 'truncated' } });
});

test('a refusal costs nothing and never repeats the key', async () => {
	const { key } = access('');
	const parts = await collect(mistral.stream(request, access(`{"detail":"No: ${key}"}`, 401)));
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'key-invalid', detail: 'No: [key]' } }]);
});

test('half a tool call is a fault, unless the token limit cut it', async () => {
	const call = chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'x', arguments: '{"a":' } }] });
	const broken = await collect(mistral.stream(request, access(call + chunk({}, 'tool_calls'))));
	expect(broken.at(-1)).toMatchObject({ type: 'error', error: { kind: 'protocol' } });
	const cut = await collect(mistral.stream(request, access(call + chunk({}, 'length'))));
	expect(cut.map(({ type }) => type)).toEqual(['start', 'usage', 'finish']);
});

test('an SDK that does not load is told as such, not as an answer that cannot be read', async () => {
	const parts = await collect(
		answer({
			vendor: 'Vendor',
			request,
			access: access(''),
			reader: () => new ChatReader('p', () => false),
			open: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
		}),
	);
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'unavailable' } }]);
});

test('JSON instead of a stream is read for its error', async () => {
	const body = '{"error": {"message": "Insufficient Balance", "code": 402}}';
	const parts = await collect(mistral.stream(request, access(body)));
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'credit-empty' } }]);
});
