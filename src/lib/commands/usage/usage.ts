import * as z from 'zod/mini';
import { ok } from '#lib/model/result.ts';
import { budgetsSchema, ownPriceSchema } from '#lib/model/settings.ts';
import { defineCommand } from '../command.ts';

/** Limits for a day, a month and each creation; null takes one away. Integer nano-dollars. */
export const setBudgets = defineCommand({
	id: 'budget.set',
	title: 'Set budgets',
	input: z.omit(budgetsSchema, { creations: true }),
	run: (budgets, { storage }) => storage.changeSetting('budgets', (present) => ({ ...present, ...budgets })),
});

/** What a model costs, where the person knows better; null goes back to the catalogue. Counts for calls from now on. */
export const setOwnPrice = defineCommand({
	id: 'price.set',
	title: 'Set a price',
	input: z.object({ modelKey: z.string().check(z.minLength(3)), price: z.nullable(ownPriceSchema) }),
	audit: ({ modelKey }) => ({ model: modelKey }),
	run: ({ modelKey, price }, { storage }) =>
		storage.changeSetting('ownPrices', (present) => {
			const { [modelKey]: _before, ...others } = present;
			return price === null ? others : { ...others, [modelKey]: price };
		}),
});

const timeSchema = z.object({ fromAt: z.optional(z.number()), toAt: z.optional(z.number()) });

/** The ledger as a file for spreadsheets. Everything where no time is named; ms since the epoch. */
export const exportUsage = defineCommand({
	id: 'usage.export',
	title: 'Export usage as CSV',
	input: timeSchema,
	fromContext: (): z.infer<typeof timeSchema> => ({}),
	run: async ({ fromAt = 0, toAt = Number.MAX_SAFE_INTEGER }, { storage, shell }) => {
		const { csvOf } = await import('#lib/services/ledger/csv.ts');
		const calls = await storage.callsBetween(fromAt, toAt);
		const ids = new Set(calls.flatMap((call) => (call.creationId ? [call.creationId] : [])));
		const creations = await Promise.all([...ids].map((id) => storage.creation(id)));
		const titles = new Map(
			creations.flatMap((creation) => (creation ? [[creation.id, creation.title]] : [])),
		);
		shell.download(new File([csvOf(calls, titles)], 'aetheros-usage.csv', { type: 'text/csv' }));
		return ok(undefined);
	},
});
