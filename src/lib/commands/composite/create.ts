import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import { defineCommand } from '../command.ts';

/** An empty composite; the studio opens on it. */
export const createComposite = defineCommand({
	id: 'composite.create',
	title: 'New composite',
	input: z.object({ title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)) }),
	fromContext: () => ({ title: 'New composite' }),
	madeBy: (id: CreationId) => id,
	run: async (wish, services) => (await import('./make.ts')).makeComposite(wish, services),
});
