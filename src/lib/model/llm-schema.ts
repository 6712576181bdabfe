import * as z from 'zod/mini';
import type { FinishReason, LlmError, LlmErrorKind, ModelRef, StreamPart, Usage } from './llm.ts';

// What `llm.ts` names, for the doors: rows of the database and recorded answers.

const tokens = z.int().check(z.gte(0));

export const modelRefSchema: z.ZodMiniType<ModelRef> = z.object({
	provider: z.string().check(z.minLength(1), z.maxLength(200)),
	model: z.string().check(z.minLength(1), z.maxLength(200)),
});

export const usageSchema: z.ZodMiniType<Usage> = z.object({
	input: tokens,
	cacheRead: tokens,
	cacheWrite: tokens,
	output: tokens,
	reasoning: tokens,
	costNanoUsd: z.optional(tokens),
	isEstimated: z.optional(z.boolean()),
});

const LLM_ERROR_KINDS = {
	'key-missing': 'key-missing',
	'key-invalid': 'key-invalid',
	'credit-empty': 'credit-empty',
	'not-allowed': 'not-allowed',
	'rate-limited': 'rate-limited',
	overloaded: 'overloaded',
	'context-too-long': 'context-too-long',
	'content-filtered': 'content-filtered',
	'model-unknown': 'model-unknown',
	'request-invalid': 'request-invalid',
	'cors-blocked': 'cors-blocked',
	'local-network-blocked': 'local-network-blocked',
	offline: 'offline',
	network: 'network',
	truncated: 'truncated',
	stalled: 'stalled',
	protocol: 'protocol',
	server: 'server',
	aborted: 'aborted',
	'budget-spent': 'budget-spent',
	'vault-locked': 'vault-locked',
	unavailable: 'unavailable',
} as const satisfies { readonly [Kind in LlmErrorKind]: Kind };

const FINISH_REASONS = {
	stop: 'stop',
	length: 'length',
	'tool-calls': 'tool-calls',
	'content-filter': 'content-filter',
	refusal: 'refusal',
	other: 'other',
} as const satisfies { readonly [Reason in FinishReason]: Reason };

export const llmErrorKindSchema = z.enum(LLM_ERROR_KINDS);
export const finishReasonSchema = z.enum(FINISH_REASONS);

export const llmErrorSchema: z.ZodMiniType<LlmError> = z.object({
	kind: llmErrorKindSchema,
	message: z.string(),
	action: z.string(),
	status: z.optional(z.int()),
	retryAfterMs: z.optional(z.number()),
	isRetryable: z.boolean(),
	detail: z.optional(z.string()),
});

export const streamPartSchema: z.ZodMiniType<StreamPart> = z.discriminatedUnion('type', [
	z.object({ type: z.literal('start'), id: z.optional(z.string()), model: z.optional(z.string()) }),
	z.object({ type: z.literal('text-delta'), text: z.string() }),
	z.object({ type: z.literal('reasoning-delta'), text: z.string() }),
	z.object({
		type: z.literal('tool-call'),
		id: z.string(),
		name: z.string(),
		arguments: z.string(),
		input: z.unknown(),
	}),
	z.object({ type: z.literal('usage'), usage: usageSchema }),
	z.object({
		type: z.literal('finish'),
		reason: finishReasonSchema,
		vendorReason: z.nullable(z.string()),
		opaque: z.optional(z.unknown()),
	}),
	z.object({ type: z.literal('error'), error: llmErrorSchema }),
]);
