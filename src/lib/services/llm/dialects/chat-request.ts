import type { ChatMessage, ContentPart, Effort, LlmRequest } from '#lib/model/llm.ts';
import { isObject } from '../json.ts';
import { dataUrl, resultText } from './base64.ts';
import { opaqueOf } from './opaque.ts';
import { isStrictSchema } from './strict-schema.ts';

/** In what one vendor's Chat Completions differ from OpenAI's. */
export interface Dialect {
	readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
	/** How far JSON can be asked for: by schema, only as some object, or only in words. */
	readonly output: 'schema' | 'object' | 'none';
	/** Whether `stream_options.include_usage` is understood; some servers refuse unknown fields. */
	readonly hasStreamOptions: boolean;
	/** Whether `prompt_cache_key` is understood. */
	readonly hasCacheKey: boolean;
	/** What of the reasoning the vendor wants back with tool results. */
	readonly replays?: 'reasoning_details' | 'reasoning_content';
	/** Fields that ask for this much thinking. `auto` never comes here. */
	readonly effort?: (effort: Exclude<Effort, 'auto'>, model: string) => Readonly<Record<string, unknown>>;
	/** The id of a tool call as the vendor takes it, where it is strict about its shape. */
	readonly callId?: (id: string) => string;
	/** Fields that every request carries. */
	readonly always?: Readonly<Record<string, unknown>>;
	readonly headers?: Readonly<Record<string, string>>;
}

type Json = Readonly<Record<string, unknown>>;

/** The body of a streamed Chat Completions request. */
export function chatRequest(request: LlmRequest, dialect: Dialect, provider: string): Json {
	const { model, effort = 'auto', cacheKey } = request;
	return {
		model: model.model,
		messages: chatMessages(request, dialect, provider),
		stream: true,
		[dialect.maxTokensField]: request.maxOutputTokens,
		...(dialect.hasStreamOptions ? { stream_options: { include_usage: true } } : {}),
		...toolFields(request),
		...outputFields(request, dialect),
		...(cacheKey !== undefined && dialect.hasCacheKey ? { prompt_cache_key: cacheKey } : {}),
		...(effort === 'auto' ? {} : dialect.effort?.(effort, model.model)),
		...dialect.always,
	};
}

function chatMessages(request: LlmRequest, dialect: Dialect, provider: string): readonly Json[] {
	const system = [request.system ?? '', wordsForOutput(request, dialect)].filter(Boolean).join('\n\n');
	return [
		...(system ? [{ role: 'system', content: system }] : []),
		...request.messages.flatMap((message) =>
			message.role === 'assistant'
				? [assistantMessage(message, dialect, provider)]
				: userMessages(message.parts, dialect),
		),
	];
}

/** Vendors that take no schema are told it in words. */
function wordsForOutput({ output }: LlmRequest, dialect: Dialect): string {
	if (!output || dialect.output === 'schema') return '';
	return `Answer with JSON only, by this JSON Schema:\n${JSON.stringify(output.schema)}`;
}

/** Results of tools are messages of their own and must come before what the person says. */
function userMessages(parts: readonly ContentPart[], { callId }: Dialect): readonly Json[] {
	const results = parts.flatMap((part) =>
		part.type === 'tool-result'
			? [{ role: 'tool', tool_call_id: callId?.(part.id) ?? part.id, content: resultText(part.result) }]
			: [],
	);
	const said = parts.filter((part) => part.type === 'text' || part.type === 'image');
	return said.length === 0 ? results : [...results, { role: 'user', content: userContent(said) }];
}

/** Plain text as a string: some servers take no parts. */
function userContent(parts: readonly ContentPart[]): unknown {
	const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
	if (texts.length === parts.length) return texts.join('\n\n');
	return parts.flatMap((part): readonly Json[] => {
		if (part.type === 'text') return [{ type: 'text', text: part.text }];
		return part.type === 'image' ? [{ type: 'image_url', image_url: { url: dataUrl(part) } }] : [];
	});
}

function assistantMessage(message: ChatMessage, dialect: Dialect, provider: string): Json {
	const text = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
	const calls = message.parts.flatMap((part) =>
		part.type === 'tool-call'
			? [
					{
						id: dialect.callId?.(part.id) ?? part.id,
						type: 'function',
						function: { name: part.name, arguments: JSON.stringify(part.input) },
					},
				]
			: [],
	);
	const replay = replayed(message.opaque, dialect, provider);
	return { role: 'assistant', content: text, ...(calls.length > 0 ? { tool_calls: calls } : {}), ...replay };
}

function replayed(opaque: unknown, { replays }: Dialect, provider: string): Json {
	const value = opaqueOf(opaque, provider);
	if (!replays || !isObject(value) || value[replays] === undefined) return {};
	return { [replays]: value[replays] };
}

function toolFields({ tools = [], toolChoice }: LlmRequest): Json {
	if (tools.length === 0) return {};
	return {
		tools: tools.map(({ name, description, inputSchema }) => ({
			type: 'function',
			function: { name, description, parameters: inputSchema },
		})),
		...(toolChoice === undefined ? {} : { tool_choice: chatToolChoice(toolChoice) }),
	};
}

const chatToolChoice = (choice: NonNullable<LlmRequest['toolChoice']>): unknown =>
	typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } };

function outputFields({ output }: LlmRequest, dialect: Dialect): Json {
	if (!output || dialect.output === 'none') return {};
	if (dialect.output === 'object') return { response_format: { type: 'json_object' } };
	const { name, schema } = output;
	const strict = isStrictSchema(schema);
	return { response_format: { type: 'json_schema', json_schema: { name, schema, strict } } };
}
