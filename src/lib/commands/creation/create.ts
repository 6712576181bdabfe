import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import { kindIdSchema } from '#lib/model/kind-schema.ts';
import { specSchema } from '#lib/model/spec.ts';
import { defineCommand } from '../command.ts';

/** A sentence becomes a creation. What makes it is loaded on first use: home must not wait for it. */
export const createCreation = defineCommand({
	id: 'creation.create',
	title: 'Create',
	input: z.object({ sentence: z.string(), kind: z.optional(kindIdSchema), spec: z.optional(specSchema) }),
	audit: ({ sentence, spec }) => ({ characters: sentence.length, ...(spec ? { kit: spec.kit } : {}) }),
	madeBy: (id: CreationId) => id,
	run: async (wish, services) => (await import('./make.ts')).makeCreation(wish, services),
});
