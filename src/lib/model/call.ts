import * as z from 'zod/mini';
import { creationIdSchema } from './id-schema.ts';
import { finishReasonSchema, llmErrorKindSchema, usageSchema } from './llm-schema.ts';
import type { ModelRef } from './llm.ts';

/** What a call is for: the second half of a task class. */
export const TASKS = ['spec', 'create', 'edit', 'repair', 'explain'] as const;
export type Task = (typeof TASKS)[number];

/** One attempt at one model: a row of the ledger. Never a prompt, never an answer, never a key. */
export const llmCallSchema = z.object({
	/** ULID: sorts by time. */
	id: z.string(),
	/** When it was sent. ms since the epoch. */
	at: z.number(),
	/** The same as a day of the person's own calendar: `2026-11-26`. */
	day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
	/** Absent once its creation has been erased: what was spent stays spent. */
	creationId: z.optional(creationIdSchema),
	/** `kind/task`: `app/edit`. */
	taskClass: z.string(),
	provider: z.string(),
	model: z.string(),
	/** `provider/model`, for the index. */
	modelKey: z.string(),
	/** 1 for the first try of a step. */
	attempt: z.int(),
	usage: usageSchema,
	/** Integer nano-dollars (1e-9 USD); null where nobody knows the price. */
	costNanoUsd: z.nullable(z.int()),
	/** Who said the price: the vendor, the person, our catalogue; `cache` and `device` cost nothing. */
	costSource: z.enum(['provider', 'person', 'catalogue', 'cache', 'device', 'unknown']),
	/** Time to the first token; absent where none came. */
	firstTokenMs: z.optional(z.number()),
	durationMs: z.number(),
	finish: z.optional(finishReasonSchema),
	error: z.optional(llmErrorKindSchema),
	/** Share of the checks that passed, 0 to 1; absent where none ran. */
	checkScore: z.optional(z.number()),
	feedback: z.optional(z.enum(['up', 'down'])),
	/** The member of a shared creation whom it was lent to: their call, this person's money. */
	lentTo: z.optional(z.string().check(z.maxLength(80))),
	/** Why this model was asked, in plain words. */
	routedBecause: z.optional(z.string()),
});
export type LlmCall = z.infer<typeof llmCallSchema>;

export const modelKeyOf = (ref: ModelRef): string => `${ref.provider}/${ref.model}`;

/** The day in the person's own time zone. */
export function dayOf(at: number): string {
	const date = new Date(at);
	const two = (part: number) => String(part).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Money set aside for a call that is on its way, so that parallel calls cannot pass a budget together. */
export const spendingHoldSchema = z.object({
	id: z.string(),
	creationId: z.optional(creationIdSchema),
	/** The most the call can cost. Integer nano-dollars. */
	nanoUsd: z.int().check(z.gte(0)),
	/** When it lapses by itself, for a tab that was closed meanwhile. ms since the epoch. */
	expiresAt: z.number(),
});
export type SpendingHold = z.infer<typeof spendingHoldSchema>;
