import type { MatchLogic, ModelPrice, Provider } from '@pydantic/genai-prices';
import * as z from 'zod/mini';

/** Prices of models by vendor, in the form of `@pydantic/genai-prices`. */
export type PriceList = readonly Provider[];

const matchSchema: z.ZodMiniType<MatchLogic> = z.lazy(() =>
	z.union([
		z.object({ or: z.array(matchSchema) }),
		z.object({ and: z.array(matchSchema) }),
		z.object({ equals: z.string() }),
		z.object({ starts_with: z.string() }),
		z.object({ ends_with: z.string() }),
		z.object({ contains: z.string() }),
		z.object({ regex: z.string().check(z.maxLength(200), z.refine(isPattern)) }),
	]),
);

const dollars = z.number().check(z.gte(0), z.lte(1_000_000));
const priceSchema: z.ZodMiniType<ModelPrice> = z.record(
	z.string(),
	z.union([
		dollars,
		z.object({ base: dollars, tiers: z.array(z.object({ start: z.int().check(z.gte(0)), price: dollars })) }),
	]),
);

const constraintSchema = z.union([
	z.object({ type: z.literal('start_date'), start_date: z.string() }),
	z.object({ type: z.literal('time_of_date'), start_time: z.string(), end_time: z.string() }),
]);

const modelSchema = z.object({
	id: z.string(),
	match: matchSchema,
	context_window: z.optional(z.number()),
	prices: z.union([
		z
			.array(z.object({ constraint: z.optional(constraintSchema), prices: priceSchema }))
			.check(z.minLength(1)),
		priceSchema,
	]),
});

/** What the network sends; fields that nobody here reads are dropped. */
export const priceListSchema: z.ZodMiniType<Provider[]> = z
	.array(
		z.object({
			id: z.string(),
			name: z.string(),
			api_pattern: z.string(),
			fallback_model_providers: z.optional(z.array(z.string())),
			models: z.array(modelSchema),
		}),
	)
	.check(z.minLength(1), z.maxLength(500));

/** Reads a list from text; undefined where it is none. */
export function parsePriceList(text: string): Provider[] | undefined {
	try {
		const parsed = z.safeParse(priceListSchema, JSON.parse(text));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

/** A price that moved further than this at once is taken for a mistake in the list. */
const MAX_JUMP = 10;

export interface Merged {
	readonly list: Provider[];
	/** `provider/model` of each that kept its last good entry. */
	readonly heldBack: readonly string[];
}

/** The new list, with the last good entry wherever a price jumped. */
export function mergePrices(lastGood: PriceList, next: PriceList): Merged {
	const heldBack: string[] = [];
	const list = next.map((provider) => ({
		...provider,
		models: provider.models.map((model) => {
			const before = modelOf(lastGood, provider.id, model.id);
			if (before === undefined || !isJump(before.prices, model.prices)) return model;
			heldBack.push(`${provider.id}/${model.id}`);
			return before;
		}),
	}));
	return { list, heldBack };
}

const modelOf = (list: PriceList, providerId: string, modelId: string) =>
	list.find((provider) => provider.id === providerId)?.models.find((model) => model.id === modelId);

type Prices = Provider['models'][number]['prices'];

/** Also when a price falls to nothing: that would make budgets blind. */
function isJump(before: Prices, after: Prices): boolean {
	return ['input_mtok', 'output_mtok'].some((unit) => {
		const [old, now] = [latest(before, unit), latest(after, unit)];
		if (old === undefined || old === 0) return false;
		return now === undefined || now > old * MAX_JUMP || now < old / MAX_JUMP;
	});
}

function latest(prices: Prices, unit: string): number | undefined {
	const flat = Array.isArray(prices) ? (prices.at(-1)?.prices ?? {}) : prices;
	const price = flat[unit];
	return typeof price === 'object' ? price.base : price;
}

function isPattern(source: unknown): boolean {
	try {
		return new RegExp(String(source)) instanceof RegExp;
	} catch {
		return false;
	}
}
