import { expect, test } from 'vitest';
import { usageFromAnthropic, usageFromChat, usageFromGemini, usageFromResponses } from './usage.ts';

test('what OpenAI counts into the input is taken out of it', () => {
	const raw = {
		input_tokens: 100,
		input_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
		output_tokens: 50,
		output_tokens_details: { reasoning_tokens: 20 },
	};
	expect(usageFromResponses(raw)).toEqual({
		input: 10,
		cacheRead: 60,
		cacheWrite: 30,
		output: 50,
		reasoning: 20,
	});
});

test('what Anthropic counts beside the input stays beside it, and its last totals win', () => {
	const start = {
		input_tokens: 10,
		cache_read_input_tokens: 60,
		cache_creation_input_tokens: 30,
		output_tokens: 1,
	};
	const last = { output_tokens: 50, output_tokens_details: { thinking_tokens: 20 } };
	expect(usageFromAnthropic(start, last)).toEqual({
		input: 10,
		cacheRead: 60,
		cacheWrite: 30,
		output: 50,
		reasoning: 20,
	});
	expect(usageFromAnthropic(start, { input_tokens: 40, output_tokens: 50 })?.input).toBe(40);
});

test('Gemini’s thoughts are counted into the output', () => {
	const raw = {
		promptTokenCount: 100,
		cachedContentTokenCount: 60,
		candidatesTokenCount: 30,
		thoughtsTokenCount: 20,
	};
	expect(usageFromGemini(raw)).toEqual({
		input: 40,
		cacheRead: 60,
		cacheWrite: 0,
		output: 50,
		reasoning: 20,
	});
	expect(usageFromGemini({ promptTokenCount: 9 })?.output).toBe(0);
});

test('reasoning that xAI leaves out of its count is added', () => {
	const details = { completion_tokens_details: { reasoning_tokens: 20 } };
	const hidden = { prompt_tokens: 100, completion_tokens: 30, total_tokens: 150, ...details };
	expect(usageFromChat(hidden)).toMatchObject({ output: 50, reasoning: 20 });
	const counted = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150, ...details };
	expect(usageFromChat(counted)).toMatchObject({ output: 50, reasoning: 20 });
});

test('more cached than sent, as one gateway reports, never makes a negative input', () => {
	const raw = { prompt_tokens: 235, completion_tokens: 90, prompt_tokens_details: { cached_tokens: 373 } };
	expect(usageFromChat(raw)).toMatchObject({ input: 0, cacheRead: 235 });
});

test.each([
	[{ cost: 0.000894 }, 894_000],
	[{ cost: 0.00001, is_byok: true, cost_details: { upstream_inference_cost: 0.0002 } }, 210_000],
	[{ cost: { total_cost: 0.00501 } }, 5_010_000],
	[{ cost_in_usd_ticks: 44_168_500 }, 4_416_850],
	[{}, undefined],
])('a price that the vendor tells is kept: %j', (price, nanoUsd) => {
	expect(usageFromChat({ prompt_tokens: 1, completion_tokens: 1, ...price })?.costNanoUsd).toBe(nanoUsd);
});

test('no counts are no usage, not zero', () => {
	expect(usageFromChat({})).toBeNull();
	expect(usageFromResponses(null)).toBeNull();
	expect(usageFromAnthropic(undefined, undefined)).toBeNull();
	expect(usageFromGemini({})).toBeNull();
});
