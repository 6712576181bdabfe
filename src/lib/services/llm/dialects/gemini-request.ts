import type { ChatMessage, ContentPart, LlmRequest } from '#lib/model/llm.ts';
import { isObject, listOf } from '../json.ts';
import { OWN_ID } from '../tool-calls.ts';
import { base64 } from './base64.ts';
import { opaqueOf } from './opaque.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the SDK's `generateContentStream` takes. */
export interface GeminiRequest {
	readonly model: string;
	readonly contents: readonly Json[];
	readonly config: Json;
}

const BUDGETS = { off: 0, low: 2048, medium: 8192, high: 24_576 } as const;

export function geminiRequest(request: LlmRequest, provider: string): GeminiRequest {
	const { model, system, output } = request;
	return {
		model: model.model,
		contents: request.messages
			.map((message) => ({
				role: message.role === 'assistant' ? 'model' : 'user',
				parts: opaqueParts(message, provider) ?? message.parts.map((part) => contentPart(part, model.model)),
			}))
			// An answer that was stopped before its first word is empty, which the vendor refuses.
			.filter(({ parts }) => parts.length > 0),
		config: {
			maxOutputTokens: request.maxOutputTokens,
			...(system === undefined ? {} : { systemInstruction: system }),
			...(output ? { responseMimeType: 'application/json', responseJsonSchema: output.schema } : {}),
			...toolFields(request),
			thinkingConfig: thinkingConfig(request),
		},
	};
}

function opaqueParts(message: ChatMessage, provider: string): readonly unknown[] | undefined {
	const parts = message.role === 'assistant' ? listOf(opaqueOf(message.opaque, provider)) : [];
	return parts.length > 0 ? parts : undefined;
}

/** What stands for a signature on a call that another model made; without any, Gemini 3 refuses the conversation. */
const FOREIGN_CALL = { thoughtSignature: 'skip_thought_signature_validator' };

function contentPart(part: ContentPart, model: string): Json {
	switch (part.type) {
		case 'text':
			return { text: part.text };
		case 'image':
			return { inlineData: { mimeType: part.mediaType, data: base64(part.data) } };
		case 'tool-call':
			return {
				functionCall: { ...idOf(part.id), name: part.name, args: part.input },
				...(/gemini-[3-9]/.test(model) ? FOREIGN_CALL : {}),
			};
		case 'tool-result':
			return { functionResponse: { ...idOf(part.id), name: part.name, response: responseOf(part) } };
	}
}

const idOf = (id: string): Json => (id.startsWith(OWN_ID) ? {} : { id });

function responseOf(part: ContentPart & { readonly type: 'tool-result' }): Json {
	if (part.isError) return { error: part.result };
	return isObject(part.result) ? part.result : { result: part.result };
}

function toolFields({ tools = [], toolChoice }: LlmRequest): Json {
	if (tools.length === 0) return {};
	const functionDeclarations = tools.map(({ name, description, inputSchema }) => ({
		name,
		description,
		parametersJsonSchema: inputSchema,
	}));
	return {
		tools: [{ functionDeclarations }],
		...(toolChoice === undefined ? {} : { toolConfig: { functionCallingConfig: callingConfig(toolChoice) } }),
	};
}

function callingConfig(choice: NonNullable<LlmRequest['toolChoice']>): Json {
	if (typeof choice !== 'string') return { mode: 'ANY', allowedFunctionNames: [choice.name] };
	return { mode: { auto: 'AUTO', none: 'NONE', required: 'ANY' }[choice] };
}

/** Gemini 3 takes a level, 2.5 a budget. Thoughts are shown wherever a model has some. */
function thinkingConfig({ effort = 'auto', model }: LlmRequest): Json {
	const thinks = /gemini-(2\.5|[3-9])/.test(model.model);
	const shown = thinks ? { includeThoughts: effort !== 'off' } : {};
	if (effort === 'auto' || !thinks) return shown;
	if (/gemini-2\.5/.test(model.model)) return { ...shown, thinkingBudget: budgetOf(effort, model.model) };
	return { ...shown, thinkingLevel: effort === 'off' ? 'low' : effort };
}

/** 2.5 Pro cannot stop thinking: 128 is its least. */
const budgetOf = (effort: keyof typeof BUDGETS, model: string): number =>
	effort === 'off' && model.includes('pro') ? 128 : BUDGETS[effort];
