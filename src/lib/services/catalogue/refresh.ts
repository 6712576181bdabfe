import type { Provider } from '@pydantic/genai-prices';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Setting } from '#lib/model/settings.ts';
import type { Refreshed } from './catalogue.ts';
import { mergePrices, parsePriceList } from './price-list.ts';

/** Where newer prices come from and where they are kept. */
export interface PriceSource {
	/** The page itself cannot reach the network: a worker's fetch stands behind this. */
	readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
	readonly url?: string;
	readonly keep: (list: NonNullable<Setting<'priceList'>>) => Promise<Result<void, Problem>>;
	readonly saved: Setting<'priceList'>;
}

/** The prices in use, as far as a refresh is concerned. */
interface Book {
	readonly list: readonly Provider[];
	take(list: Provider[], fetchedAt: number): void;
}

export const PRICES_URL =
	'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json';
/** The list is 1 MB now; what is ten times that is something else. */
const MAX_CHARACTERS = 10_000_000;
/** A list that moves more of its prices than this at once is not believed at all. */
const MAX_HELD_SHARE = 0.1;

export async function fetchPrices(
	source: PriceSource,
	book: Book,
	signal?: AbortSignal,
): Promise<Result<Refreshed, Problem>> {
	const answer = await download(source, signal);
	if (!answer.ok) return answer;
	if (answer.value === null) return ok({ isNewer: false, heldBack: [] });
	const next = parsePriceList(answer.value.text);
	if (next === undefined) return err(UNREADABLE);
	const { list, heldBack } = mergePrices(book.list, next);
	if (heldBack.length > MAX_HELD_SHARE * countOf(list) || countOf(list) < countOf(book.list) / 2)
		return err(UNREADABLE);
	const fetchedAt = Date.now();
	const kept = await source.keep({ ...answer.value, text: JSON.stringify(list), fetchedAt });
	if (!kept.ok) return kept;
	book.take(list, fetchedAt);
	return ok({ isNewer: true, heldBack });
}

/** The list as text, or null when it is the one already kept. */
async function download(
	{ fetch, url = PRICES_URL, saved }: PriceSource,
	signal: AbortSignal | undefined,
): Promise<Result<{ readonly text: string; readonly etag?: string } | null, Problem>> {
	try {
		const response = await fetch(url, {
			headers: saved?.etag ? { 'if-none-match': saved.etag } : {},
			...(signal ? { signal } : {}),
		});
		if (response.status === 304) return ok(null);
		if (!response.ok) return err({ ...UNREACHABLE, detail: `HTTP ${response.status}` });
		const text = await response.text();
		if (text.length > MAX_CHARACTERS) return err(UNREADABLE);
		const etag = response.headers.get('etag');
		return ok({ text, ...(etag ? { etag } : {}) });
	} catch (error) {
		return err({ ...UNREACHABLE, detail: String(error) });
	}
}

const countOf = (list: readonly Provider[]): number =>
	list.reduce((sum, provider) => sum + provider.models.length, 0);

const UNREACHABLE: Problem = {
	type: 'prices-unreachable',
	message: 'Newer prices could not be fetched. The ones on this device stay in use.',
	action: 'Try again when you are online',
};
const UNREADABLE: Problem = {
	type: 'prices-unreadable',
	message: 'The new price list looks wrong, so it was not taken. The last good prices stay in use.',
};
