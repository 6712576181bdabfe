import type { ChatMessage, ContentPart, LlmRequest } from '#lib/model/llm.ts';
import { listOf } from '../json.ts';
import { base64, resultText } from './base64.ts';
import { opaqueOf } from './opaque.ts';

type Json = Readonly<Record<string, unknown>>;

/** Models from before adaptive thinking take a budget of tokens instead of a word. */
const TAKES_BUDGET = /claude-(3-7-|(opus|sonnet)-4(-[01])?(-\d{8})?$|(sonnet|haiku)-4-5)/;

/** Models from before thinking. */
const NEVER_THINKS = /claude-(2|instant|3-(5-)?(opus|sonnet|haiku))/;

const BUDGETS = { low: 2048, medium: 8192, high: 24_576 } as const;

/** The body of a streamed Messages request. `cache_control` at the top caches the longest prefix by itself. */
export function anthropicRequest(request: LlmRequest, provider: string): Json {
	const { model, system, messages, cacheKey } = request;
	return {
		model: model.model,
		max_tokens: request.maxOutputTokens,
		stream: true,
		messages: messages
			.map((message) => ({
				role: message.role,
				content: opaqueContent(message, provider) ?? contentBlocks(message.parts),
			}))
			// An answer that was stopped before its first word is empty, which the vendor refuses.
			.filter(({ content }) => content.length > 0),
		...(system === undefined ? {} : { system }),
		...(cacheKey === undefined ? {} : { cache_control: { type: 'ephemeral' } }),
		...toolFields(request),
		...thinkingFields(request),
	};
}

/** An answer with signed thinking goes back exactly as it came, else its signature fails. */
function opaqueContent(message: ChatMessage, provider: string): readonly unknown[] | undefined {
	const blocks = message.role === 'assistant' ? listOf(opaqueOf(message.opaque, provider)) : [];
	return blocks.length > 0 ? blocks : undefined;
}

/** Results of tools must come first in a message. */
function contentBlocks(parts: readonly ContentPart[]): readonly Json[] {
	const results = parts.filter((part) => part.type === 'tool-result');
	const others = parts.filter((part) => part.type !== 'tool-result');
	return [...results, ...others].flatMap(contentBlock);
}

function contentBlock(part: ContentPart): readonly Json[] {
	switch (part.type) {
		case 'text':
			// Empty text is refused.
			return part.text === '' ? [] : [{ type: 'text', text: part.text }];
		case 'image': {
			const source = { type: 'base64', media_type: part.mediaType, data: base64(part.data) };
			return [{ type: 'image', source }];
		}
		case 'tool-call':
			return [{ type: 'tool_use', id: part.id, name: part.name, input: part.input }];
		case 'tool-result':
			return [
				{
					type: 'tool_result',
					tool_use_id: part.id,
					content: resultText(part.result),
					...(part.isError ? { is_error: true } : {}),
				},
			];
	}
}

function toolFields({ tools = [], toolChoice }: LlmRequest): Json {
	if (tools.length === 0) return {};
	return {
		tools: tools.map(({ name, description, inputSchema }) => ({
			name,
			description,
			input_schema: { type: 'object', ...inputSchema },
		})),
		...(toolChoice === undefined ? {} : { tool_choice: anthropicToolChoice(toolChoice) }),
	};
}

function anthropicToolChoice(choice: NonNullable<LlmRequest['toolChoice']>): unknown {
	if (typeof choice !== 'string') return { type: 'tool', name: choice.name };
	return { type: choice === 'required' ? 'any' : choice };
}

function thinkingFields(request: LlmRequest): Json {
	const { output } = request;
	const format = output ? { format: { type: 'json_schema', schema: output.schema } } : {};
	const { thinking, effort } = thinkingOf(request);
	const config = { ...format, ...(effort === undefined ? {} : { effort }) };
	return {
		...(thinking ? { thinking } : {}),
		...(Object.keys(config).length > 0 ? { output_config: config } : {}),
	};
}

/** A forced tool and thinking exclude each other. */
function thinkingOf(request: LlmRequest): { readonly thinking?: Json; readonly effort?: string } {
	const { effort = 'auto', model, maxOutputTokens, toolChoice = 'auto' } = request;
	if (effort === 'auto' || NEVER_THINKS.test(model.model)) return {};
	if (effort === 'off' || !['auto', 'none'].includes(String(toolChoice)))
		return { thinking: { type: 'disabled' } };
	if (!TAKES_BUDGET.test(model.model))
		return { thinking: { type: 'adaptive', display: 'summarized' }, effort };
	const budget = Math.min(BUDGETS[effort], maxOutputTokens - 1024);
	// The vendor refuses budgets below 1,024 tokens.
	return budget < 1024 ? {} : { thinking: { type: 'enabled', budget_tokens: budget } };
}
