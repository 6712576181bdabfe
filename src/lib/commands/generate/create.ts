import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import { kindIdSchema } from '#lib/model/kind-schema.ts';
import { modelRefSchema } from '#lib/model/llm-schema.ts';
import { defineCommand } from '../command.ts';

/** A sentence becomes a creation that a model writes. Resolves when it can be opened; the answer arrives in it. */
export const createByModel = defineCommand({
	id: 'creation.create-by-model',
	title: 'Create',
	input: z.object({
		sentence: z.string().check(z.trim(), z.minLength(1), z.maxLength(20_000)),
		kind: z.optional(kindIdSchema),
		/** Absent for the router's choice. */
		model: z.optional(modelRefSchema),
	}),
	audit: ({ sentence, model }) => ({
		characters: sentence.length,
		...(model ? { model: `${model.provider}/${model.model}` } : {}),
	}),
	madeBy: (id: CreationId) => id,
	run: async (wish, services) => (await import('./begin.ts')).beginCreation(wish, services),
});
