import * as z from 'zod/mini';
import type { LlmRequest } from '#lib/model/llm.ts';

const MOST_CHARACTERS = 20_000_000;
const name = z.string().check(z.minLength(1), z.maxLength(200));
const text = z.string().check(z.maxLength(MOST_CHARACTERS));
const jsonSchema = z.record(z.string(), z.unknown());

const partSchema = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), text }),
	z.strictObject({ type: z.literal('image'), mediaType: name, data: z.instanceof(Uint8Array) }),
	z.strictObject({ type: z.literal('tool-call'), id: name, name, input: z.unknown() }),
	z.strictObject({
		type: z.literal('tool-result'),
		id: name,
		name,
		result: z.unknown(),
		isError: z.optional(z.boolean()),
	}),
]);

/** Strict: nothing that a provider might take for an address or a header comes along. */
export const requestSchema: z.ZodMiniType<LlmRequest> = z.strictObject({
	model: z.strictObject({ provider: name, model: name }),
	system: z.optional(text),
	messages: z.array(
		z.strictObject({
			role: z.enum(['user', 'assistant']),
			parts: z.array(partSchema),
			opaque: z.optional(z.unknown()),
		}),
	),
	tools: z.optional(z.array(z.strictObject({ name, description: text, inputSchema: jsonSchema }))),
	toolChoice: z.optional(z.union([z.enum(['auto', 'none', 'required']), z.strictObject({ name })])),
	output: z.optional(z.strictObject({ name, schema: jsonSchema })),
	effort: z.optional(z.enum(['auto', 'off', 'low', 'medium', 'high'])),
	maxOutputTokens: z.int().check(z.gte(1), z.lte(10_000_000)),
	cacheKey: z.optional(z.string().check(z.maxLength(500))),
});
