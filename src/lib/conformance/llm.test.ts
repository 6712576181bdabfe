import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runLlmCases } from './llm.ts';

const folder = join(process.env['AETHER_FIXTURES'] ?? '../shared/fixtures', 'llm');
const hasFixtures = existsSync(folder);
if (!hasFixtures) console.warn(`skipped: no fixtures at ${folder}`);

test.skipIf(!hasFixtures)(
	'every recorded stream and refusal of the fixtures comes to what it must',
	async () => {
		const files = Object.fromEntries(
			readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
		);
		const results = await runLlmCases(files);
		expect(results.filter((result) => result.differences.length > 0)).toEqual([]);
		expect(results.length).toBeGreaterThan(0);
	},
	600_000,
);

const event = (value: unknown, name?: string): string =>
	`${name === undefined ? '' : `event: ${name}\n`}data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
const chunk = (delta: unknown, reason: string | null = null): string =>
	event({ id: 'c', model: 'm', choices: [{ index: 0, delta, finish_reason: reason }] });
const hello = chunk({ content: 'Hello' });
const expected = { text: 'Hello', reason: '', tools: {}, usage: null, fin: null, err: null, tail: false };
const error = { type: 'overloaded_error', message: 'Overloaded' };

const judge = async (one: object) => {
	const line = JSON.stringify({ id: 1, dialect: 'chat', host: 'example.org', ...one });
	return (await runLlmCases({ 'a.jsonl': line }))[0]?.differences;
};

test.each([
	['an error inside a stream', { body: hello + event({ error }), expected: { ...expected, err: 'error' } }],
	['a line that is no JSON', { body: hello + event('{"half":'), expected: { ...expected, err: 'badjson' } }],
	['a stream that is cut', { body: `${hello}data: {"id`, expected: { ...expected, tail: true } }],
	['an end without a reason', { body: hello + event('[DONE]'), expected }],
	[
		'usage on a chunk of its own',
		{
			body:
				hello + chunk({}, 'stop') + event({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } }),
			expected: { ...expected, usage: [3, 2], fin: 'stop' },
		},
	],
	[
		'usage beside the last chunk, as Groq sends it',
		{
			body:
				hello +
				event({
					choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
					x_groq: { usage: { prompt_tokens: 3, completion_tokens: 2 } },
				}) +
				event('[DONE]'),
			expected: { ...expected, usage: [3, 2], fin: 'stop' },
		},
	],
	[
		'calls that a server numbers all 0',
		{
			body:
				chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'x', arguments: '{}' } }] }) +
				chunk({ tool_calls: [{ index: 0, id: 'b', function: { name: 'y', arguments: '{}' } }] }) +
				chunk({}, 'tool_calls'),
			expected: { ...expected, text: '', tools: { 0: ['x', '{}'], 1: ['y', '{}'] }, fin: 'tool_calls' },
		},
	],
	[
		'an error that Anthropic sends without a name',
		{
			dialect: 'anthropic',
			body:
				event({ type: 'message_start', message: { id: 'm' } }, 'message_start') +
				event({ type: 'error', error }),
			expected: { ...expected, text: '', err: 'error' },
		},
	],
	[
		'a failed response',
		{
			dialect: 'responses',
			body: event({
				type: 'response.failed',
				response: { status: 'failed', error: { code: 'server_error' } },
			}),
			expected: { ...expected, text: '', fin: 'failed' },
		},
	],
	[
		'a question that Gemini blocks',
		{
			dialect: 'gemini',
			body: event({ promptFeedback: { blockReason: 'SAFETY' } }),
			expected: { ...expected, text: '' },
		},
	],
])('%s comes to what the case says', async (_, one) => {
	expect(await judge(one)).toEqual([]);
});

test('each kind of difference is reported, and a broken line is named by its place', async () => {
	const body = hello + chunk({}, 'stop');
	expect(await judge({ body, expected: { ...expected, fin: 'stop' } })).toEqual([]);
	for (const wrong of [
		{ text: 'Bye' },
		{ usage: [1, 1] },
		{ fin: 'length' },
		{ tools: { 0: ['a', '{}'] } },
		{ err: 'error' },
	])
		expect(await judge({ body, expected: { ...expected, fin: 'stop', ...wrong } })).not.toEqual([]);
	const results = await runLlmCases({ 'a.jsonl': '{oops', 'b.json': '[{"host": 1}]' });
	expect(results.map(({ id }) => id)).toEqual(['a.jsonl:1', 'b.json:0']);
	expect(results.every(({ differences }) => differences.length === 1)).toBe(true);
});
