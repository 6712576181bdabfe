import * as z from 'zod/mini';
import { creationIdSchema, messageIdSchema, objectIdSchema } from './id-schema.ts';
import { llmErrorSchema, modelRefSchema, usageSchema } from './llm-schema.ts';

const fileChange = z.object({
	path: z.string(),
	status: z.enum(['added', 'changed', 'removed']),
	added: z.int(),
	removed: z.int(),
});

/** What came along with a message. Its bytes are a body of their own: `Storage.attachment`. */
export const attachmentSchema = z.object({
	/** ULID. */
	id: z.string(),
	name: z.string().check(z.maxLength(255)),
	mediaType: z.string(),
	sizeBytes: z.int(),
});

/** How an answer stood up to the checks of its kind, which run without a model. */
export const checkReportSchema = z.object({
	/** Weighted share that passed, 0 to 1. */
	score: z.number(),
	list: z.array(
		z.object({
			name: z.string(),
			isPassed: z.boolean(),
			detail: z.optional(z.string().check(z.maxLength(2_000))),
		}),
	),
});
export type CheckReport = z.infer<typeof checkReportSchema>;

/** One operation that a model had called for an answer. */
export const toolUseSchema = z.object({
	/** "Add book" of "Books". */
	title: z.string(),
	owner: z.string(),
	/** JSON, cut. */
	input: z.string(),
	/** Cut, without keys; empty where it was not called. */
	answer: z.string(),
	/** HTTP status, where there was one. */
	status: z.optional(z.int()),
	outcome: z.enum(['done', 'failed', 'declined']),
	/** It could change nothing, so nobody was asked. */
	isRead: z.boolean(),
	ms: z.number(),
});
export type ToolUse = z.infer<typeof toolUseSchema>;

/** One message of a creation's conversation. Messages form a tree by `parentId`. */
export const messageSchema = z.object({
	id: messageIdSchema,
	creationId: creationIdSchema,
	parentId: z.nullable(messageIdSchema),
	role: z.enum(['person', 'assistant']),
	/** Markdown. */
	text: z.string(),
	at: z.number(),
	state: z.enum(['streaming', 'done', 'interrupted', 'failed']),
	/** Which engine answered: `starter` or a model id. */
	by: z.optional(z.string()),
	/** The version this answer made. */
	version: z.optional(objectIdSchema),
	changes: z.optional(z.array(fileChange)),
	/** What the starter did not understand, in the person's words. */
	ignored: z.optional(z.array(z.string())),
	/** Ask answers only, plan writes down what it would do, build changes files. */
	mode: z.optional(z.enum(['ask', 'plan', 'build'])),
	/** What the model looked up or did for it, in order. */
	tools: z.optional(z.array(toolUseSchema)),
	attachments: z.optional(z.array(attachmentSchema)),
	/** The model that answered, and why it was asked, in plain words. */
	model: z.optional(modelRefSchema),
	routedBecause: z.optional(z.string()),
	/** The answer as the model wrote it, where it wrote files: `text` is what it says beside them. */
	raw: z.optional(z.string()),
	/** What the model thought aloud. Markdown. */
	reasoning: z.optional(z.string()),
	/** Tokens and cost of all attempts behind this answer; null where the price of one of them is unknown. */
	usage: z.optional(usageSchema),
	costNanoUsd: z.optional(z.nullable(z.int())),
	/** How long the models behind this answer took together. ms. */
	durationMs: z.optional(z.number()),
	checks: z.optional(checkReportSchema),
	feedback: z.optional(z.enum(['up', 'down'])),
	/** Why a `failed` or `interrupted` answer ended. */
	error: z.optional(llmErrorSchema),
});
export type Message = z.infer<typeof messageSchema>;
