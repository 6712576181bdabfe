import type { Usage } from '#lib/model/llm.ts';
import { at, countOf, isObject } from './json.ts';

/** Chat Completions: input includes what was cached. Null where the vendor told no counts. */
export function usageFromChat(raw: unknown): Usage | null {
	const input = countOf(at(raw, 'prompt_tokens'));
	const output = countOf(at(raw, 'completion_tokens'));
	if (input === undefined && output === undefined) return null;
	const cacheRead =
		countOf(at(raw, 'prompt_tokens_details', 'cached_tokens')) ?? countOf(at(raw, 'prompt_cache_hit_tokens'));
	const cacheWrite = countOf(at(raw, 'prompt_tokens_details', 'cache_write_tokens'));
	const reasoning = countOf(at(raw, 'completion_tokens_details', 'reasoning_tokens')) ?? 0;
	return inclusive({
		input: input ?? 0,
		cacheRead: cacheRead ?? 0,
		cacheWrite: cacheWrite ?? 0,
		output: withHiddenReasoning(raw, { input: input ?? 0, output: output ?? 0, reasoning }),
		reasoning,
		...costOf(raw),
	});
}

/** OpenAI Responses: input includes what was cached and what was written to the cache. */
export function usageFromResponses(raw: unknown): Usage | null {
	const input = countOf(at(raw, 'input_tokens'));
	const output = countOf(at(raw, 'output_tokens'));
	if (input === undefined && output === undefined) return null;
	return inclusive({
		input: input ?? 0,
		cacheRead: countOf(at(raw, 'input_tokens_details', 'cached_tokens')) ?? 0,
		cacheWrite: countOf(at(raw, 'input_tokens_details', 'cache_write_tokens')) ?? 0,
		output: output ?? 0,
		reasoning: countOf(at(raw, 'output_tokens_details', 'reasoning_tokens')) ?? 0,
		...costOf(raw),
	});
}

/** Anthropic: input excludes cache reads and writes, and counts of `message_delta` are totals, not steps. */
export function usageFromAnthropic(start: unknown, last: unknown): Usage | null {
	const count = (name: string): number | undefined => countOf(at(last, name)) ?? countOf(at(start, name));
	const input = count('input_tokens');
	const output = count('output_tokens');
	if (input === undefined && output === undefined) return null;
	return {
		input: input ?? 0,
		cacheRead: count('cache_read_input_tokens') ?? 0,
		cacheWrite: count('cache_creation_input_tokens') ?? 0,
		output: output ?? 0,
		reasoning: countOf(at(last, 'output_tokens_details', 'thinking_tokens')) ?? 0,
	};
}

/** Gemini: input includes what was cached; thoughts stand beside the output, not in it. */
export function usageFromGemini(raw: unknown): Usage | null {
	const input = countOf(at(raw, 'promptTokenCount'));
	const output = countOf(at(raw, 'candidatesTokenCount'));
	const reasoning = countOf(at(raw, 'thoughtsTokenCount')) ?? 0;
	if (input === undefined && output === undefined) return null;
	return inclusive({
		input: (input ?? 0) + (countOf(at(raw, 'toolUsePromptTokenCount')) ?? 0),
		cacheRead: countOf(at(raw, 'cachedContentTokenCount')) ?? 0,
		cacheWrite: 0,
		output: (output ?? 0) + reasoning,
		reasoning,
	});
}

/** Takes the cached share out of an input that includes it. Some gateways report more cached than sent. */
function inclusive(usage: Usage): Usage {
	const cacheRead = Math.min(usage.cacheRead, usage.input);
	const cacheWrite = Math.min(usage.cacheWrite, usage.input - cacheRead);
	const reasoning = Math.min(usage.reasoning, usage.output);
	return { ...usage, input: usage.input - cacheRead - cacheWrite, cacheRead, cacheWrite, reasoning };
}

/** xAI leaves reasoning out of `completion_tokens`; only the total tells. */
function withHiddenReasoning(
	raw: unknown,
	{ input, output, reasoning }: { input: number; output: number; reasoning: number },
): number {
	const total = countOf(at(raw, 'total_tokens'));
	return reasoning > 0 && total === input + output + reasoning ? output + reasoning : output;
}

/** OpenRouter and Perplexity tell dollars, xAI ticks of 1e-10 dollars. */
function costOf(raw: unknown): Pick<Usage, 'costNanoUsd'> {
	const ticks = at(raw, 'cost_in_usd_ticks');
	if (typeof ticks === 'number' && ticks > 0) return { costNanoUsd: Math.round(ticks / 10) };
	const cost = at(raw, 'cost');
	const dollars = isObject(cost) ? at(cost, 'total_cost') : cost;
	if (typeof dollars !== 'number' || dollars < 0) return {};
	// With the person's own key at OpenRouter, `cost` is only the fee; the price stands beside it.
	const upstream = at(raw, 'is_byok') === true ? at(raw, 'cost_details', 'upstream_inference_cost') : 0;
	return { costNanoUsd: Math.round((dollars + (typeof upstream === 'number' ? upstream : 0)) * 1e9) };
}
