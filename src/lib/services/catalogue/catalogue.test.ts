import { beforeEach, expect, test } from 'vitest';
import type { Usage } from '#lib/model/llm.ts';
import { ok } from '#lib/model/result.ts';
import type { OwnPrice, Setting } from '#lib/model/settings.ts';
import { loadCatalogue, type CatalogueOptions } from './create-catalogue.ts';
import { estimateRequestTokens, estimateTokens } from './tokens.ts';

const openai = (model: string) => ({ provider: 'openai', model });
const usage = (facts: Partial<Usage> = {}): Usage => ({
	input: 0,
	cacheRead: 0,
	cacheWrite: 0,
	output: 0,
	reasoning: 0,
	...facts,
});

let kept: Setting<'priceList'>;
beforeEach(() => (kept = null));

const load = (options: Partial<CatalogueOptions> = {}) =>
	loadCatalogue({
		ownPrices: () => ({}),
		saved: null,
		isLocal: (id) => id === 'ollama',
		fetch: () => Promise.reject(new TypeError('offline')),
		keep: (list) => {
			kept = list;
			return Promise.resolve(ok(undefined));
		},
		...options,
	});

const answering = (body: unknown, init: ResponseInit = {}) => ({
	fetch: () => Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), init)),
});

/** A list with one model of OpenAI at these dollars for a million tokens. */
const listWith = (input: number, output: number) => [
	{
		id: 'openai',
		name: 'OpenAI',
		api_pattern: 'https://api\\.openai\\.com',
		models: [
			...Array.from({ length: 900 }, (_, i) => ({
				id: `filler-${i}`,
				match: { equals: `filler-${i}` },
				prices: { input_mtok: 1 },
			})),
			{ id: 'gpt-5', match: { equals: 'gpt-5' }, prices: { input_mtok: input, output_mtok: output } },
		],
	},
];

test('a price is whole nano-dollars, with what was cached at its own price', async () => {
	const catalogue = await load();
	expect(catalogue.priceOf(openai('gpt-5'), usage({ input: 1_000_000 }))).toEqual({
		type: 'known',
		nanoUsd: 1_250_000_000,
		source: 'catalogue',
	});
	const one = catalogue.priceOf(openai('gpt-5'), usage({ input: 7, cacheRead: 3, output: 11, reasoning: 5 }));
	expect(one).toEqual({ type: 'known', nanoUsd: 7 * 1250 + 3 * 125 + 11 * 10_000, source: 'catalogue' });
});

test('what the vendor itself says it cost comes before every list', async () => {
	const catalogue = await load({
		ownPrices: () => ({ 'openai/gpt-5': { inputNanoUsd: 1, outputNanoUsd: 1 } }),
	});
	expect(catalogue.priceOf(openai('gpt-5'), usage({ input: 9, costNanoUsd: 42 }))).toEqual({
		type: 'known',
		nanoUsd: 42,
		source: 'provider',
	});
});

test("the person's own price comes before the list, and counts at once", async () => {
	const own: Record<string, OwnPrice> = {};
	const catalogue = await load({ ownPrices: () => own });
	own['openai/gpt-5'] = { inputNanoUsd: 2_000_000, outputNanoUsd: 4_000_000 };
	expect(catalogue.priceOf(openai('gpt-5'), usage({ input: 1_000_000, output: 500_000 }))).toEqual({
		type: 'known',
		nanoUsd: 4_000_000,
		source: 'person',
	});
});

test.each([
	['a model nobody knows', { provider: 'openai', model: 'gpt-99-nonesuch' }],
	['a known name at an endpoint of the person', { provider: 'endpoint-1', model: 'gpt-5' }],
	[
		'an endpoint that only sounds like a vendor',
		{ provider: 'my-anthropic-proxy', model: 'claude-sonnet-4-5' },
	],
])('%s has an unknown price, not 0', async (_case, ref) => {
	const catalogue = await load();
	expect(catalogue.priceOf(ref, usage({ input: 1_000 }))).toEqual({ type: 'unknown' });
	expect(catalogue.worstCase(ref, 1_000, 1_000)).toEqual({ type: 'unknown' });
});

test('a model on this device costs nothing', async () => {
	const catalogue = await load();
	expect(catalogue.priceOf({ provider: 'ollama', model: 'qwen3:8b' }, usage({ input: 1_000 }))).toEqual({
		type: 'known',
		nanoUsd: 0,
		source: 'device',
	});
});

test.each([
	'openai/gpt-5',
	'anthropic/claude-sonnet-4-5',
	'gemini/gemini-2.5-pro',
	'xai/grok-4',
	'deepseek/deepseek-chat',
])('the worst case of %s is never below what the call then costs', async (key) => {
	const [provider = '', model = ''] = key.split('/');
	const catalogue = await load();
	const worst = catalogue.worstCase({ provider, model }, 10_000, 2_000);
	const real = catalogue.priceOf(
		{ provider, model },
		usage({ input: 4_000, cacheRead: 2_000, cacheWrite: 4_000, output: 2_000 }),
	);
	expect(worst.type).toBe('known');
	expect(worst.type === 'known' && real.type === 'known' && worst.nanoUsd >= real.nanoUsd).toBe(true);
});

test('the limits a provider tells win over those of the catalogue', async () => {
	const catalogue = await load();
	expect(catalogue.limitsOf(openai('gpt-5'))).toMatchObject({
		contextTokens: 400_000,
		maxOutputTokens: 128_000,
	});
	expect(
		catalogue.limitsOf(openai('gpt-5'), { id: 'gpt-5', contextTokens: 9_000, maxOutputTokens: 500 }),
	).toEqual({ contextTokens: 9_000, maxOutputTokens: 500, isGuess: false });
	expect(catalogue.limitsOf({ provider: 'x', model: 'unheard-of' })).toMatchObject({ isGuess: true });
	expect(catalogue.limitsOf({ provider: 'ollama', model: 'llama3' }).contextTokens).toBe(8_192);
});

test.each([
	['openai/gpt-5-nano', 'cheap'],
	['openai/gpt-5', 'strong'],
	['anthropic/claude-haiku-4-5', 'cheap'],
	['anthropic/claude-opus-4-1', 'strong'],
	['gemini/gemini-2.5-flash', 'cheap'],
	['deepseek/deepseek-chat', 'cheap'],
	['endpoint-1/something', 'mid'],
])('%s counts as %s until its results say otherwise', async (key, tier) => {
	const [provider = '', model = ''] = key.split('/');
	expect((await load()).tierOf({ provider, model })).toBe(tier);
});

test('newer prices are kept and used, also after a restart', async () => {
	const catalogue = await load(answering(listWith(2, 20), { headers: { etag: '"7"' } }));
	expect(await catalogue.refresh()).toEqual({ ok: true, value: { isNewer: true, heldBack: [] } });
	const price = { type: 'known', nanoUsd: 2_000_000_000, source: 'catalogue' };
	expect(catalogue.priceOf(openai('gpt-5'), usage({ input: 1_000_000 }))).toEqual(price);
	const again = await load({ saved: kept });
	expect(again.fetchedAt).toBe(kept?.fetchedAt);
	expect(kept?.etag).toBe('"7"');
	expect(again.priceOf(openai('gpt-5'), usage({ input: 1_000_000 }))).toEqual(price);
});

test.each([
	['twenty times dearer', 25, 200],
	['twenty times cheaper', 0.06, 0.5],
	['free', 0, 0],
])('a price that is suddenly %s is held back and named', async (_case, input, output) => {
	const catalogue = await load(answering(listWith(input, output)));
	expect(await catalogue.refresh()).toEqual({
		ok: true,
		value: { isNewer: true, heldBack: ['openai/gpt-5'] },
	});
	expect(catalogue.priceOf(openai('gpt-5'), usage({ input: 1_000_000 }))).toMatchObject({
		nanoUsd: 1_250_000_000,
	});
});

test.each<[string, object, string]>([
	['the network is away', {}, 'prices-unreachable'],
	['the server is in trouble', answering('no', { status: 503 }), 'prices-unreachable'],
	['a login page answers', answering('<html>Wi-Fi</html>'), 'prices-unreadable'],
	[
		'most of the list is gone',
		answering(listWith(1, 1).map((row) => ({ ...row, models: [] }))),
		'prices-unreadable',
	],
	[
		'a price is no number',
		answering([
			{
				id: 'a',
				name: 'A',
				api_pattern: '',
				models: [{ id: 'm', match: { equals: 'm' }, prices: { input_mtok: '1' } }],
			},
		]),
		'prices-unreadable',
	],
])('when %s the last good prices stay', async (_case, network, type) => {
	const catalogue = await load(network);
	expect(await catalogue.refresh()).toMatchObject({ ok: false, error: { type } });
	expect(kept).toBeNull();
	expect(catalogue.priceOf(openai('gpt-5'), usage({ input: 1_000_000 }))).toMatchObject({
		nanoUsd: 1_250_000_000,
	});
});

test('an unchanged list is not fetched twice', async () => {
	let asked: RequestInit | undefined;
	const catalogue = await load({
		saved: { text: JSON.stringify(listWith(2, 20)), fetchedAt: 5, etag: '"7"' },
		fetch: (_url, init) => {
			asked = init;
			return Promise.resolve(new Response(null, { status: 304 }));
		},
	});
	expect(await catalogue.refresh()).toEqual({ ok: true, value: { isNewer: false, heldBack: [] } });
	expect(asked?.headers).toEqual({ 'if-none-match': '"7"' });
});

test('twice the text takes twice the tokens, and no text takes none', () => {
	const code = 'export const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);\n';
	expect(estimateTokens('')).toBe(0);
	expect(estimateTokens(code.repeat(200)) / estimateTokens(code.repeat(100))).toBeCloseTo(2, 1);
});

test('a request counts its system text, tools, pictures and results', () => {
	const bare = { model: openai('gpt-5'), messages: [], maxOutputTokens: 10 };
	const full = estimateRequestTokens({
		...bare,
		system: 'word '.repeat(100),
		tools: [{ name: 'a', description: 'word '.repeat(100), inputSchema: {} }],
		messages: [
			{
				role: 'user',
				parts: [
					{ type: 'text', text: 'word '.repeat(100) },
					{ type: 'image', mediaType: 'image/png', data: new Uint8Array(4) },
					{ type: 'tool-call', id: '1', name: 'a', input: {} },
					{ type: 'tool-result', id: '1', name: 'a', result: 'word '.repeat(100) },
				],
			},
		],
	});
	expect(full - estimateRequestTokens(bare)).toBeGreaterThan(1_600 + 380);
});
