import type { ChatMessage, ContentPart, Effort, LlmRequest } from '#lib/model/llm.ts';
import { isObject, listOf } from '../json.ts';
import { dataUrl, resultText } from './base64.ts';
import { opaqueOf } from './opaque.ts';
import { isStrictSchema } from './strict-schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** In what a vendor's Responses differ from OpenAI's. */
export interface ResponsesDialect {
	/** Whether this model thinks, so that its encrypted reasoning may be asked for; others refuse the request. */
	readonly reasons: (model: string) => boolean;
	/** The vendor's word for this much thinking, or null to leave it out. */
	readonly effort: (effort: Exclude<Effort, 'auto'>, model: string) => string | null;
	/** Whether `prompt_cache_key` is understood. */
	readonly hasCacheKey: boolean;
}

/** The body of a streamed Responses request. Nothing is stored at the vendor. */
export function responsesRequest(request: LlmRequest, dialect: ResponsesDialect, provider: string): Json {
	const { model, system, cacheKey } = request;
	return {
		model: model.model,
		input: request.messages.flatMap((message) => inputItems(message, provider)),
		stream: true,
		store: false,
		max_output_tokens: request.maxOutputTokens,
		...(system === undefined ? {} : { instructions: system }),
		...(dialect.reasons(model.model) ? { include: ['reasoning.encrypted_content'] } : {}),
		...(cacheKey !== undefined && dialect.hasCacheKey ? { prompt_cache_key: cacheKey } : {}),
		...reasoningFields(request, dialect),
		...toolFields(request),
		...outputFields(request),
	};
}

function reasoningFields({ effort = 'auto', model }: LlmRequest, dialect: ResponsesDialect): Json {
	const word = effort === 'auto' ? null : dialect.effort(effort, model.model);
	return word === null ? {} : { reasoning: { effort: word } };
}

function inputItems(message: ChatMessage, provider: string): readonly unknown[] {
	const replayed = opaqueOf(message.opaque, provider);
	if (message.role === 'assistant' && Array.isArray(replayed)) return listOf(replayed).map(withoutStatus);
	const said = message.parts.filter((part) => part.type === 'text' || part.type === 'image');
	const others = message.parts.flatMap(toolItem);
	if (said.length === 0) return others;
	const isAnswer = message.role === 'assistant';
	const spoken = { role: message.role, content: said.flatMap((part) => contentPart(part, isAnswer)) };
	return isAnswer ? [spoken, ...others] : [...others, spoken];
}

/** `status` is told by the vendor and refused from us on some items. */
function withoutStatus(item: unknown): unknown {
	if (!isObject(item)) return item;
	return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'status'));
}

function contentPart(part: ContentPart, isAnswer: boolean): readonly Json[] {
	if (part.type === 'text') return [{ type: isAnswer ? 'output_text' : 'input_text', text: part.text }];
	return part.type === 'image' ? [{ type: 'input_image', image_url: dataUrl(part), detail: 'auto' }] : [];
}

function toolItem(part: ContentPart): readonly Json[] {
	if (part.type === 'tool-call')
		return [
			{ type: 'function_call', call_id: part.id, name: part.name, arguments: JSON.stringify(part.input) },
		];
	if (part.type === 'tool-result')
		return [{ type: 'function_call_output', call_id: part.id, output: resultText(part.result) }];
	return [];
}

function toolFields({ tools = [], toolChoice }: LlmRequest): Json {
	if (tools.length === 0) return {};
	return {
		tools: tools.map(({ name, description, inputSchema }) => ({
			type: 'function',
			name,
			description,
			parameters: inputSchema,
			strict: isStrictSchema(inputSchema),
		})),
		...(toolChoice === undefined ? {} : { tool_choice: responsesToolChoice(toolChoice) }),
	};
}

const responsesToolChoice = (choice: NonNullable<LlmRequest['toolChoice']>): unknown =>
	typeof choice === 'string' ? choice : { type: 'function', name: choice.name };

function outputFields({ output }: LlmRequest): Json {
	if (!output) return {};
	const { name, schema } = output;
	return { text: { format: { type: 'json_schema', name, schema, strict: isStrictSchema(schema) } } };
}
