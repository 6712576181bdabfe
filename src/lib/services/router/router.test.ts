import { expect, test } from 'vitest';
import type { LlmCall } from '#lib/model/call.ts';
import { newCreationId } from '#lib/model/id.ts';
import { createRouter } from './create-router.ts';
import { evidenceFrom } from './evidence.ts';
import type { Candidate, Evidence, RouteWish } from './router.ts';
import { seeded } from './simulation.test-data.ts';
import { verifierOf } from './verifier.ts';

const NOW = 1_000 * 24 * 3_600_000;

const candidate = (model: string, usdPerMillion: number, facts: Partial<Candidate> = {}): Candidate => ({
	model: { provider: 'openai', model },
	tier: 'mid',
	isLocal: false,
	contextTokens: 100_000,
	price: (input, output) => Math.round((input + 4 * output) * usdPerMillion * 1_000),
	...facts,
});

const large = candidate('large', 2, { tier: 'strong' });
const small = candidate('small', 0.2, { tier: 'cheap' });
const free: Candidate = {
	...candidate('qwen', 0, { tier: 'cheap', isLocal: true }),
	model: { provider: 'ollama', model: 'qwen' },
};

const wish = (facts: Partial<RouteWish> = {}): RouteWish => ({
	taskClass: 'app/create',
	inputTokens: 4_000,
	maxOutputTokens: 8_000,
	isLocalOnly: false,
	leftNanoUsd: null,
	hasChecks: true,
	...facts,
});

/** `passed` of `count` answers of a model, `daysAgo`. */
function tries(
	model: string,
	passed: number,
	count: number,
	facts: Partial<Evidence> & { daysAgo?: number } = {},
) {
	const { daysAgo = 0, ...rest } = facts;
	return Array.from({ length: count }, (_, i): Evidence => ({
		modelKey: `openai/${model}`,
		taskClass: 'app/create',
		at: NOW - daysAgo * 24 * 3_600_000,
		isPassed: i < passed,
		after: [],
		outputTokens: 2_000,
		...rest,
	}));
}

const router = (random = () => 0.99, share = 0.05) =>
	createRouter({ random, explorationShare: () => share, now: () => NOW });

function chainOf(
	candidates: readonly Candidate[],
	evidence: readonly Evidence[] = [],
	facts: Partial<RouteWish> = {},
) {
	const route = router().route(wish(facts), candidates, evidence);
	if (!route.ok) throw new Error(route.error.message);
	return route.value.chain.map((ref) => ref.model);
}

test('with nothing measured the strongest model is asked', () => {
	expect(chainOf([small, large])).toEqual(['large']);
});

test('a cheap model that has proved better is asked alone', () => {
	expect(chainOf([small, large], [...tries('small', 95, 100), ...tries('large', 70, 100)])).toEqual([
		'small',
	]);
});

test('a cheap model that is right most of the time goes first, the strong one follows its failures', () => {
	const evidence = [
		...tries('small', 70, 100),
		...tries('large', 80, 100),
		...tries('large', 20, 30, { after: ['openai/small'] }),
	];
	expect(chainOf([small, large], evidence)).toEqual(['small', 'large']);
});

test('without checks nobody knows when to ask a second model, so one is asked', () => {
	const evidence = [...tries('small', 70, 100), ...tries('large', 80, 100)];
	expect(chainOf([small, large], evidence, { hasChecks: false })).toEqual(['large']);
});

test('checks that the person found blind are not relied on', () => {
	const evidence = [
		...tries('small', 90, 90, { confirmed: false }),
		...tries('large', 40, 40, { confirmed: true }),
	];
	expect(verifierOf(evidence, 'app/create', NOW).falsePass).toBeGreaterThan(0.5);
	expect(chainOf([small, large], evidence)).toEqual(['large']);
});

test('a thumb down weighs against a model whose answers pass the checks', () => {
	const passing = [...tries('small', 60, 60), ...tries('large', 60, 60)];
	expect(chainOf([small, large], passing)[0]).toBe('small');
	const disliked = [
		...passing,
		...tries('small', 40, 40, { confirmed: false }),
		...tries('large', 40, 40, { confirmed: true }),
	];
	expect(chainOf([small, large], disliked)[0]).toBe('large');
});

test('what was measured long ago fades', () => {
	const now = [...tries('small', 60, 60), ...tries('large', 60, 60)];
	expect(chainOf([small, large], [...tries('small', 0, 40, { daysAgo: 400 }), ...now])[0]).toBe('small');
	expect(chainOf([small, large], [...tries('small', 0, 40), ...now])[0]).toBe('large');
});

test('what is local only stays local, and says so where it cannot', () => {
	expect(chainOf([large, free], [], { isLocalOnly: true })).toEqual(['qwen']);
	expect(router().route(wish({ isLocalOnly: true }), [large], [])).toMatchObject({
		ok: false,
		error: { type: 'local-model-missing' },
	});
	expect(router().route(wish({ isLocalOnly: true, override: large.model }), [large, free], [])).toMatchObject(
		{
			ok: false,
			error: { type: 'local-model-missing' },
		},
	);
});

test.each<[string, Partial<RouteWish>, readonly Candidate[]]>([
	['model-missing', {}, []],
	['ability-missing', { needsImages: true }, [candidate('blind', 1, { canSeeImages: false })]],
	['ability-missing', { needsTools: true }, [candidate('handless', 1, { canCallTools: false })]],
	['context-too-long', { inputTokens: 99_000 }, [large]],
	['budget-spent', { leftNanoUsd: 1_000 }, [large]],
	['model-unavailable', { override: { provider: 'openai', model: 'gone' } }, [large]],
	['context-too-long', { override: large.model, inputTokens: 99_000 }, [large, small]],
])('it says %s when that is the reason', (type, facts, candidates) => {
	expect(router().route(wish(facts), candidates, [])).toMatchObject({ ok: false, error: { type } });
});

test('no chain is planned that the budget could not pay to its end', () => {
	const evidence = [
		...tries('small', 70, 100),
		...tries('large', 80, 100),
		...tries('large', 20, 30, { after: ['openai/small'] }),
	];
	const worst = (one: Candidate) => one.price(4_000, 8_000) ?? 0;
	expect(chainOf([small, large], evidence, { leftNanoUsd: worst(small) + worst(large) })).toHaveLength(2);
	expect(chainOf([small, large], evidence, { leftNanoUsd: worst(large) })).toEqual(['large']);
	expect(chainOf([small, large], evidence, { leftNanoUsd: worst(small) })).toEqual(['small']);
});

test('the model the person chose is asked alone', () => {
	const route = router().route(wish({ override: large.model }), [small, large], tries('small', 100, 100));
	expect(route).toMatchObject({
		ok: true,
		value: { chain: [large.model], because: 'You chose this model.' },
	});
});

test('a model without a price is asked when no other is there, and never called cheap', () => {
	const mystery = candidate('mystery', 0, { price: () => null });
	expect(chainOf([mystery, small])).toEqual(['small']);
	const route = router().route(wish(), [mystery], []);
	expect(route).toMatchObject({ ok: true, value: { chain: [mystery.model], costNanoUsd: null } });
	expect(route.ok && route.value.because).toContain('nobody knows the price');
});

test('a small share of tasks tries another model, the same ones for the same seed', () => {
	const evidence = [...tries('large', 90, 100), ...tries('small', 2, 3)];
	const explored = (seed: number) => {
		const one = router(seeded(seed));
		return Array.from({ length: 400 }, () => {
			const route = one.route(wish(), [small, large], evidence);
			return route.ok && route.value.isExploration ? route.value.chain.map((ref) => ref.model).join() : '';
		});
	};
	const routes = explored(7);
	expect(routes).toEqual(explored(7));
	const share = routes.filter((chain) => chain === 'small,large').length / routes.length;
	expect(share).toBeGreaterThan(0.02);
	expect(share).toBeLessThan(0.09);
});

test('nothing is tried out that the budget could not bear', () => {
	const evidence = tries('small', 100, 100);
	const leftNanoUsd = small.price(4_000, 8_000);
	const route = router(() => 0, 1).route(wish({ leftNanoUsd }), [small, large], evidence);
	expect(route).toMatchObject({ ok: true, value: { isExploration: false } });
});

test('the reason is told in words a person understands', () => {
	const evidence = [
		...tries('small', 70, 100),
		...tries('large', 80, 100),
		...tries('large', 20, 30, { after: ['openai/small'] }),
	];
	const route = router().route(wish(), [small, large], evidence);
	expect(route.ok && route.value.because).toMatch(
		/^small goes first: here it gets about 7 in 10 such tasks right for under 1 cent each\. large follows only if the checks fail\. About \d\d % cheaper than large alone\.$/,
	);
});

test('the ledger becomes evidence: judged calls only, with who had failed before', () => {
	const creationId = newCreationId();
	const call = (model: string, facts: Partial<LlmCall>): LlmCall => ({
		id: model,
		at: NOW,
		day: '2026-01-01',
		creationId,
		taskClass: 'app/create',
		provider: 'openai',
		model,
		modelKey: `openai/${model}`,
		attempt: 1,
		usage: { input: 1, cacheRead: 0, cacheWrite: 0, output: 9, reasoning: 0 },
		costNanoUsd: 1,
		costSource: 'catalogue',
		durationMs: 1,
		...facts,
	});
	const evidence = evidenceFrom([
		call('a', { checkScore: 0.5 }),
		call('b', { attempt: 2, error: 'network' }),
		call('b', { attempt: 3, checkScore: 1, feedback: 'down' }),
		call('c', { taskClass: 'app/explain', feedback: 'up' }),
	]);
	expect(evidence).toMatchObject([
		{ modelKey: 'openai/a', isPassed: false, after: [] },
		{ modelKey: 'openai/b', isPassed: true, confirmed: false, after: ['openai/a'] },
		{ modelKey: 'openai/c', isPassed: true, after: [] },
	]);
});

test('thirty models are weighed within a moment', () => {
	const many = Array.from({ length: 30 }, (_, i) => candidate(`m${i}`, 0.1 * (i + 1)));
	const evidence = many.flatMap((one, i) => tries(one.model.model, i, 30));
	expect(chainOf(many, evidence).length).toBeGreaterThan(0);
});
