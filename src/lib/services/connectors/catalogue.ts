import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1), z.maxLength(200));
const address = z.url({ protocol: /^https$/ });

/** How a service wants to know who calls. */
export const authKindSchema = z.enum(['none', 'apiKey', 'bearer', 'basic', 'oauth2']);

/** One well-known service. What nobody has checked is `unknown` or missing, never guessed. */
export const serviceSchema = z.strictObject({
	id: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
	name: text,
	/** What it is for, in a few words. */
	purpose: text,
	category: text,
	auth: authKindSchema,
	/** Whether it lets pages of other origins read its answers. */
	cors: z.enum(['yes', 'no', 'unknown']),
	/** Where a person reads about its API. */
	home: address,
	/** Its OpenAPI document, where it publishes one at a lasting address. */
	documentUrl: z.optional(address),
});
export type Service = Readonly<z.infer<typeof serviceSchema>>;

/** Every service we know of, by name. Loaded when first asked for. */
export async function loadServices(): Promise<readonly Service[]> {
	const { default: services } = await import('./catalogue.json');
	return z.array(serviceSchema).parse(services);
}

/**
 * The services that all words of `query` speak of, best first: by the beginning of the name, then anywhere in name,
 * category and purpose. An empty query gives all.
 */
export function searchServices(services: readonly Service[], query: string): readonly Service[] {
	const words = plain(query)
		.split(' ')
		.filter((word) => word !== '');
	const scored = services.map((service) => ({ service, score: scoreOf(service, words) }));
	return scored
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || a.service.name.localeCompare(b.service.name))
		.map(({ service }) => service);
}

/** 0: some word is nowhere. */
function scoreOf({ id, name, purpose, category }: Service, words: readonly string[]): number {
	const places = [
		{ weight: 8, text: plain(name) },
		{ weight: 4, text: plain(id) },
		{ weight: 2, text: plain(category) },
		{ weight: 1, text: plain(purpose) },
	];
	const scores = words.map((word) =>
		places.reduce((sum, { weight, text }) => sum + weight * nearness(text, word), 0),
	);
	return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 1);
}

/** 3 where the text begins with the word, 2 where a word of it does, 1 where it is inside of one. */
function nearness(text: string, word: string): number {
	if (text.startsWith(word)) return 3;
	if (text.includes(` ${word}`)) return 2;
	return text.includes(word) ? 1 : 0;
}

/** Lower case, without accents and signs. */
const plain = (text: string): string =>
	text
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
