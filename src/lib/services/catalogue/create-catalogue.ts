import type * as GenaiPrices from '@pydantic/genai-prices';
import type { PriceCalculation, Provider, Usage as PricedUsage } from '@pydantic/genai-prices';
import { modelKeyOf } from '#lib/model/call.ts';
import type { ModelInfo, ModelRef, Usage } from '#lib/model/llm.ts';
import type { OwnPrice, Setting } from '#lib/model/settings.ts';
import type { Catalogue, Limits, Price, Tier } from './catalogue.ts';
import { FALLBACK, familyOf, ON_DEVICE, tierOfName } from './limits.ts';
import { parsePriceList } from './price-list.ts';
import { fetchPrices, type PriceSource } from './refresh.ts';

type Library = typeof GenaiPrices;

export interface CatalogueOptions extends PriceSource {
	/** Prices the person knows better, by `provider/model`. Read at each call, so a change counts at once. */
	readonly ownPrices: () => Readonly<Record<string, OwnPrice>>;
	/** The list that was kept last. */
	readonly saved: Setting<'priceList'>;
	/** Whether a provider's models run on this device or in this house, and so cost nothing. */
	readonly isLocal: (providerId: string) => boolean;
}

/** Loads the prices (90 kB gzip, so only when first needed). */
export async function loadCatalogue(options: CatalogueOptions): Promise<Catalogue> {
	const library = await import('@pydantic/genai-prices');
	const book = new PriceBook(library, await bundledPrices(library));
	book.take(parsePriceList(options.saved?.text ?? ''), options.saved?.fetchedAt ?? null);
	const priceOf = (ref: ModelRef, usage: Usage, at = Date.now()): Price =>
		usage.costNanoUsd === undefined
			? (freePrice(ref, options) ?? ownPrice(ref, usage, options) ?? book.priceOf(ref, usage, at))
			: { type: 'known', nanoUsd: usage.costNanoUsd, source: 'provider' };
	return {
		priceOf,
		worstCase: (ref, inputTokens, maxOutputTokens) =>
			dearest(
				[usageOf(inputTokens, 0, maxOutputTokens), usageOf(0, inputTokens, maxOutputTokens)].map((usage) =>
					priceOf(ref, usage),
				),
			),
		limitsOf: (ref, info) => limitsOf(ref, info, book, options),
		tierOf: (ref) => tierOf(ref, book),
		get fetchedAt() {
			return book.fetchedAt;
		},
		refresh: (signal) => fetchPrices(options, book, signal),
	};
}

/** The prices in use. The library keeps one list for all its callers, so there is one book in a realm. */
class PriceBook {
	readonly #library: Library;
	#list: readonly Provider[];
	#fetchedAt: number | null = null;

	constructor(library: Library, bundled: readonly Provider[]) {
		this.#library = library;
		this.#list = bundled;
		this.#use([...bundled]);
	}

	get list(): readonly Provider[] {
		return this.#list;
	}

	get fetchedAt(): number | null {
		return this.#fetchedAt;
	}

	take(list: Provider[] | undefined, fetchedAt: number | null): void {
		if (list === undefined) return;
		this.#list = list;
		this.#fetchedAt = fetchedAt;
		this.#use(list);
	}

	priceOf(ref: ModelRef, usage: Usage, at: number): Price {
		const calculated = this.calculate(ref, usage, at);
		return calculated
			? { type: 'known', nanoUsd: Math.round(calculated.total_price * 1e9), source: 'catalogue' }
			: { type: 'unknown' };
	}

	calculate(ref: ModelRef, usage: Usage, at: number): PriceCalculation | null {
		const providerId = VENDOR_NAMES[ref.provider] ?? ref.provider;
		// The library would guess a vendor from the model's name; an endpoint of the person's own has prices of its own.
		if (!this.#list.some((provider) => provider.id === providerId)) return null;
		try {
			return this.#library.calcPrice(pricedUsage(usage), ref.model, { providerId, timestamp: new Date(at) });
		} catch {
			// Numbers that contradict each other have no price.
			return null;
		}
	}

	#use(list: Provider[]): void {
		this.#library.updatePrices(({ setProviderData }) => setProviderData(list));
	}
}

/** What our providers are called in the price list, where the names differ. */
const VENDOR_NAMES: Readonly<Record<string, string>> = { gemini: 'google', xai: 'x-ai', grok: 'x-ai' };

let bundled: Promise<readonly Provider[]> | undefined;
const bundledPrices = (library: Library): Promise<readonly Provider[]> =>
	(bundled ??= library.waitForUpdate().then((list) => list ?? []));

/** The library counts what was cached as part of what went in. */
const pricedUsage = (usage: Usage): PricedUsage => ({
	input_tokens: usage.input + usage.cacheRead + usage.cacheWrite,
	cache_read_tokens: usage.cacheRead,
	cache_write_tokens: usage.cacheWrite,
	output_tokens: usage.output,
});

const usageOf = (input: number, cacheWrite: number, output: number): Usage => ({
	input,
	cacheRead: 0,
	cacheWrite,
	output,
	reasoning: 0,
});

function freePrice(ref: ModelRef, { isLocal }: CatalogueOptions): Price | undefined {
	return isLocal(ref.provider) ? { type: 'known', nanoUsd: 0, source: 'device' } : undefined;
}

function ownPrice(ref: ModelRef, usage: Usage, { ownPrices }: CatalogueOptions): Price | undefined {
	const price = ownPrices()[modelKeyOf(ref)];
	if (price === undefined) return undefined;
	const perMillion =
		usage.input * price.inputNanoUsd +
		usage.cacheRead * (price.cacheReadNanoUsd ?? price.inputNanoUsd) +
		usage.cacheWrite * (price.cacheWriteNanoUsd ?? price.inputNanoUsd) +
		usage.output * price.outputNanoUsd;
	return { type: 'known', nanoUsd: Math.round(perMillion / 1e6), source: 'person' };
}

function dearest(prices: readonly Price[]): Price {
	const [first = { type: 'unknown' }, ...rest] = prices;
	return rest.reduce(
		(most, price) =>
			most.type === 'known' && (price.type === 'unknown' || price.nanoUsd > most.nanoUsd) ? price : most,
		first,
	);
}

function limitsOf(
	ref: ModelRef,
	info: ModelInfo | undefined,
	book: PriceBook,
	{ isLocal }: CatalogueOptions,
): Limits {
	const assumed = isLocal(ref.provider) ? ON_DEVICE : (familyOf(ref) ?? FALLBACK);
	const listed = isLocal(ref.provider) ? undefined : contextOf(ref, book);
	const contextTokens = info?.contextTokens ?? listed ?? assumed.contextTokens;
	return {
		contextTokens,
		maxOutputTokens: Math.min(info?.maxOutputTokens ?? assumed.maxOutputTokens, contextTokens),
		isGuess:
			info?.maxOutputTokens === undefined ||
			(info.contextTokens === undefined && listed === undefined && familyOf(ref) === undefined),
	};
}

const NOTHING = usageOf(0, 0, 0);
const contextOf = (ref: ModelRef, book: PriceBook): number | undefined =>
	book.calculate(ref, NOTHING, Date.now())?.model.context_window;

/** A million tokens in and a third as many out: below and above these nano-dollars a model counts as cheap and strong. */
const CHEAP_BELOW = 0.6e9;
const STRONG_ABOVE = 3.5e9;

/** The name first: an old dear model is not strong. */
function tierOf(ref: ModelRef, book: PriceBook): Tier {
	const named = tierOfName(ref.model);
	if (named) return named;
	const price = book.priceOf(ref, usageOf(750_000, 0, 250_000), Date.now());
	if (price.type === 'unknown') return 'mid';
	if (price.nanoUsd < CHEAP_BELOW) return 'cheap';
	return price.nanoUsd > STRONG_ABOVE ? 'strong' : 'mid';
}
