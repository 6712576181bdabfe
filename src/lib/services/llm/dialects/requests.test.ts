import { describe, expect, test } from 'vitest';
import type { LlmRequest } from '#lib/model/llm.ts';
import { usualDialect } from '../providers/compatible.ts';
import { anthropicRequest } from './anthropic-request.ts';
import { chatRequest } from './chat-request.ts';
import { geminiRequest } from './gemini-request.ts';
import { responsesRequest, type ResponsesDialect } from './responses-request.ts';

const schema = {
	type: 'object',
	properties: { city: { type: 'string' } },
	required: ['city'],
	additionalProperties: false,
} as const;

/** A conversation with everything in it. */
const full: LlmRequest = {
	model: { provider: 'p', model: 'm-1' },
	system: 'Be brief.',
	messages: [
		{
			role: 'user',
			parts: [
				{ type: 'text', text: 'Look' },
				{ type: 'image', mediaType: 'image/png', data: new Uint8Array([1, 2, 255]) },
			],
		},
		{ role: 'assistant', parts: [{ type: 'tool-call', id: 't1', name: 'weather', input: { city: 'Köln' } }] },
		{
			role: 'user',
			parts: [
				{ type: 'text', text: 'And?' },
				{ type: 'tool-result', id: 't1', name: 'weather', result: { sky: 'blue' } },
			],
		},
	],
	tools: [{ name: 'weather', description: 'Tells it.', inputSchema: schema }],
	toolChoice: 'required',
	output: { name: 'city', schema },
	maxOutputTokens: 5000,
	cacheKey: 'c1',
};

const dialect: ResponsesDialect = { reasons: () => true, effort: (effort) => effort, hasCacheKey: true };

describe('a whole conversation', () => {
	test('reaches Chat Completions with results before words', () => {
		expect(chatRequest(full, usualDialect, 'p')).toMatchObject({
			model: 'm-1',
			max_tokens: 5000,
			stream: true,
			stream_options: { include_usage: true },
			tool_choice: 'required',
			response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true } },
			messages: [
				{ role: 'system', content: 'Be brief.' },
				{
					role: 'user',
					content: [
						{ type: 'text', text: 'Look' },
						{ type: 'image_url', image_url: { url: 'data:image/png;base64,AQL/' } },
					],
				},
				{
					role: 'assistant',
					tool_calls: [{ id: 't1', function: { name: 'weather', arguments: '{"city":"Köln"}' } }],
				},
				{ role: 'tool', tool_call_id: 't1', content: '{"sky":"blue"}' },
				{ role: 'user', content: 'And?' },
			],
		});
	});

	test('reaches Responses without being stored, with encrypted reasoning', () => {
		expect(responsesRequest(full, dialect, 'p')).toMatchObject({
			store: false,
			instructions: 'Be brief.',
			include: ['reasoning.encrypted_content'],
			prompt_cache_key: 'c1',
			max_output_tokens: 5000,
			input: [
				{ role: 'user', content: [{ type: 'input_text' }, { type: 'input_image' }] },
				{ type: 'function_call', call_id: 't1', arguments: '{"city":"Köln"}' },
				{ type: 'function_call_output', call_id: 't1', output: '{"sky":"blue"}' },
				{ role: 'user', content: [{ type: 'input_text', text: 'And?' }] },
			],
			text: { format: { type: 'json_schema', strict: true } },
		});
	});

	test('reaches Anthropic with its prefix cached', () => {
		expect(anthropicRequest(full, 'p')).toMatchObject({
			system: 'Be brief.',
			max_tokens: 5000,
			cache_control: { type: 'ephemeral' },
			tool_choice: { type: 'any' },
			output_config: { format: { type: 'json_schema', schema } },
			messages: [
				{ role: 'user', content: [{ type: 'text' }, { type: 'image', source: { data: 'AQL/' } }] },
				{ role: 'assistant', content: [{ type: 'tool_use', id: 't1', input: { city: 'Köln' } }] },
				{
					role: 'user',
					content: [
						{ type: 'tool_result', tool_use_id: 't1' },
						{ type: 'text', text: 'And?' },
					],
				},
			],
		});
	});

	test('reaches Gemini with calls by name', () => {
		expect(geminiRequest(full, 'p')).toMatchObject({
			model: 'm-1',
			config: {
				systemInstruction: 'Be brief.',
				responseJsonSchema: schema,
				toolConfig: { functionCallingConfig: { mode: 'ANY' } },
			},
			contents: [
				{ role: 'user', parts: [{ text: 'Look' }, { inlineData: { mimeType: 'image/png', data: 'AQL/' } }] },
				{ role: 'model', parts: [{ functionCall: { name: 'weather', args: { city: 'Köln' } } }] },
				{ role: 'user', parts: [{ text: 'And?' }, { functionResponse: { response: { sky: 'blue' } } }] },
			],
		});
	});
});

test('a vendor without schemas is told the schema in words', () => {
	const body = chatRequest(full, { ...usualDialect, output: 'object' }, 'p');
	expect(body['response_format']).toEqual({ type: 'json_object' });
	expect(JSON.stringify(body['messages'])).toContain('JSON Schema');
});

test('a schema that breaks the rules of strict mode is not sent as strict', () => {
	const open = { type: 'object', properties: { a: { type: 'string' } } };
	const body = chatRequest({ ...full, output: { name: 'x', schema: open } }, usualDialect, 'p');
	expect(body['response_format']).toMatchObject({ json_schema: { strict: false } });
});

describe('effort', () => {
	const asking = (model: string, effort: LlmRequest['effort']): LlmRequest => ({
		model: { provider: 'p', model },
		messages: [],
		maxOutputTokens: 5000,
		...(effort ? { effort } : {}),
	});

	test('is left to the vendor unless the person chose', () => {
		expect(anthropicRequest(asking('claude-sonnet-5', 'auto'), 'p')).not.toHaveProperty('thinking');
		expect(responsesRequest(asking('m', undefined), dialect, 'p')).not.toHaveProperty('reasoning');
	});

	test('is a word for new Claude models, a budget within the limit for older ones, nothing for the oldest', () => {
		expect(anthropicRequest(asking('claude-sonnet-5', 'low'), 'p')).toMatchObject({
			thinking: { type: 'adaptive' },
			output_config: { effort: 'low' },
		});
		expect(anthropicRequest(asking('claude-haiku-4-5-20251001', 'high'), 'p')).toMatchObject({
			thinking: { type: 'enabled', budget_tokens: 3976 },
		});
		expect(anthropicRequest(asking('claude-3-5-haiku-20241022', 'high'), 'p')).not.toHaveProperty('thinking');
	});

	test('never comes with a forced tool at Anthropic, which refuses both together', () => {
		const request = { ...full, model: { provider: 'p', model: 'claude-sonnet-5' }, effort: 'high' } as const;
		expect(anthropicRequest(request, 'p')).toMatchObject({ thinking: { type: 'disabled' } });
	});

	test('is a level for Gemini 3 and a budget for 2.5', () => {
		const config = (model: string) => geminiRequest(asking(model, 'medium'), 'p').config['thinkingConfig'];
		expect(config('gemini-3-flash-preview')).toMatchObject({ thinkingLevel: 'medium' });
		expect(config('gemini-2.5-flash')).toMatchObject({ thinkingBudget: 8192 });
		expect(config('gemini-2.0-flash')).toEqual({});
	});
});
