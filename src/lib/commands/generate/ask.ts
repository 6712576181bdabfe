import * as z from 'zod/mini';
import { creationIdSchema, messageIdSchema } from '#lib/model/id-schema.ts';
import { modelRefSchema } from '#lib/model/llm-schema.ts';
import { defineCommand } from '../command.ts';

const picture = z.object({
	name: z.string().check(z.maxLength(255)),
	mediaType: z.string().check(z.regex(/^image\/(png|jpeg|webp|gif)$/)),
	/** At most 5 MB: no vendor takes more. */
	data: z.instanceof(Uint8Array).check(z.refine((bytes) => bytes.length <= 5 * 1024 * 1024)),
});
export type Picture = z.infer<typeof picture>;

const askInput = z.object({
	creationId: creationIdSchema,
	sentence: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
	/** The last message of the branch this one continues. */
	parentId: z.nullable(messageIdSchema),
	mode: z.enum(['ask', 'plan', 'build']),
	/** Absent for the router's choice. */
	model: z.optional(modelRefSchema),
	pictures: z.optional(z.array(picture).check(z.maxLength(6))),
	/** File in the editor. */
	openPath: z.optional(z.string()),
	/** Answers this message of the person once more instead of a new one. */
	again: z.optional(messageIdSchema),
	/** The person said yes to a call whose price nobody knows. */
	isPriceConfirmed: z.optional(z.boolean()),
});
export type AskWish = z.infer<typeof askInput>;

/** A wish that a model answers: one turn, at most one version. Resolves with the answer, also a broken-off one. */
export const askModel = defineCommand({
	id: 'creation.ask',
	title: 'Ask a model',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: askInput,
	audit: ({ sentence, mode, model }) => ({
		characters: sentence.length,
		mode,
		...(model ? { model: `${model.provider}/${model.model}` } : {}),
	}),
	run: async (wish, services) => (await import('./generate.ts')).generate(wish, services),
});

/** Goes on with an answer that broke off, exactly where it stopped. */
export const continueAnswer = defineCommand({
	id: 'creation.continue',
	title: 'Continue',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, messageId: messageIdSchema }),
	run: async (wish, services) => (await import('./generate.ts')).goOn(wish, services),
});

/** Uses a change that was held back because it may have lost something. */
export const acceptHeld = defineCommand({
	id: 'creation.accept-held',
	title: 'Use it anyway',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, messageId: messageIdSchema, path: z.string() }),
	audit: ({ path }) => ({ path }),
	run: async (wish, services) => (await import('./held.ts')).useHeld(wish, services),
});

/** What the person thinks of an answer: the router learns from it. */
export const rateAnswer = defineCommand({
	id: 'creation.rate',
	title: 'Rate the answer',
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		creationId: creationIdSchema,
		messageId: messageIdSchema,
		feedback: z.nullable(z.enum(['up', 'down'])),
	}),
	run: async (wish, services) => (await import('./rate.ts')).rate(wish, services),
});
