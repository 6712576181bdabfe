import { modelKeyOf } from '#lib/model/call.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { beliefsOf } from './beliefs.ts';
import { prospectsOf, weigh, type Contender, type Prospect } from './chain.ts';
import { fittingOf } from './fitting.ts';
import { goodAtEach } from './latent.ts';
import type { Candidate, Evidence, Route, Router, RouteWish } from './router.ts';
import { verifierOf, type Verifier } from './verifier.ts';
import { BECAUSE_CHOSEN, becauseExplored, becauseOf, becauseUnpriced } from './words.ts';

export interface RouterOptions {
	/** 0 to 1, like `Math.random`; seeded in tests. */
	readonly random: () => number;
	/** Share of tasks that may try another model within the budget. */
	readonly explorationShare: () => number;
	readonly now?: () => number;
}

/** How much less sure than the best model a chain may be. */
const TOLERANCE = 0.01;
/** Checks that pass this share of bad answers tell nothing: then one model is asked and no other. */
const BLIND = 0.5;
const LONGEST = 3;
/** Standard deviations by which a model that is not the surest is taken for worse than it seems. */
const CAUTION = 1.3;

export function createRouter({ random, explorationShare, now = Date.now }: RouterOptions): Router {
	return {
		route(wish, candidates, evidence) {
			const pool = fittingOf(wish, wish.override ? onlyChosen(wish, candidates) : candidates);
			if (!pool.ok) return wish.override && candidates.length > 0 ? unavailable(pool.error) : pool;
			const scene = sceneOf(wish, pool.value, evidence, now());
			if (wish.override) return ok(routeOf(prospectOf(scene.all, scene), BECAUSE_CHOSEN));
			const [strongest] = scene.all;
			if (scene.priced.length === 0 && strongest)
				return ok(routeOf(prospectOf([strongest], scene), becauseUnpriced(strongest)));
			const { chosen, top } = cheapestGood(scene);
			const explored = random() < explorationShare() ? exploration(chosen, top, scene, random) : undefined;
			return ok(explored ?? routeOf(chosen, becauseOf(chosen, top)));
		},
	};
}

/** Everything one decision is made from. */
interface Scene {
	readonly wish: RouteWish;
	readonly verifier: Verifier;
	/** Surest first. */
	readonly all: readonly Contender[];
	readonly priced: readonly Contender[];
}

function sceneOf(
	wish: RouteWish,
	candidates: readonly Candidate[],
	evidence: readonly Evidence[],
	now: number,
): Scene {
	const { taskClass, inputTokens, maxOutputTokens } = wish;
	const verifier = verifierOf(evidence, taskClass, now);
	const { each, shared } = beliefsOf(candidates, evidence, { taskClass, verifier, now });
	const surest = Math.max(...each.map((belief) => belief.good));
	const all = candidates.flatMap((candidate, index) => {
		const belief = each[index];
		if (belief === undefined) return [];
		// Whoever picks the best of many guesses picks the luckiest one, unless all but the best are judged with caution.
		const caution = belief.good === surest ? 0 : CAUTION * belief.spread;
		const outputTokens = Math.round(Math.min(belief.outputTokens, maxOutputTokens));
		return {
			candidate,
			belief,
			goodAt: goodAtEach(Math.max(0.02, belief.good - caution), shared),
			costNanoUsd: candidate.price(inputTokens, outputTokens),
			worstNanoUsd: candidate.price(inputTokens, maxOutputTokens),
		};
	});
	all.sort((a, b) => b.belief.good - a.belief.good);
	return { wish, verifier, all, priced: all.filter((contender) => contender.costNanoUsd !== null) };
}

/** The cheapest chain that is as good as the surest single model, and that model. */
function cheapestGood(scene: Scene): { readonly chosen: Prospect; readonly top: Prospect } {
	const { wish, verifier, priced } = scene;
	const longest = wish.hasChecks && verifier.falsePass < BLIND ? LONGEST : 1;
	const prospects = prospectsOf(priced, verifier, longest).filter((prospect) =>
		isPayable(prospect.chain, wish),
	);
	const top = best(
		prospects.filter(({ chain }) => chain.length === 1),
		(one, other) => one.success > other.success,
	);
	const good = prospects.filter(({ success }) => success >= top.success - TOLERANCE);
	// Shorter chains stand first, so a longer one must really be cheaper.
	return { chosen: best(good, (one, other) => one.costNanoUsd < other.costNanoUsd), top };
}

function exploration(chosen: Prospect, top: Prospect, scene: Scene, random: () => number): Route | undefined {
	const affordable = scene.priced.filter(
		(contender) =>
			contender !== chosen.chain[0] &&
			(contender.costNanoUsd ?? 0) <= top.costNanoUsd &&
			isPayable([contender, ...chosen.chain], scene.wish),
	);
	const [picked] = affordable
		.map((contender) => ({ contender, rank: contender.belief.weight + random() }))
		.sort((a, b) => a.rank - b.rank);
	if (picked === undefined) return undefined;
	const rest = scene.wish.hasChecks ? chosen.chain.filter((one) => one !== picked.contender) : [];
	const prospect = prospectOf([picked.contender, ...rest].slice(0, LONGEST), scene);
	return { ...routeOf(prospect, becauseExplored(picked.contender, rest)), isExploration: true };
}

/** Whether even the longest answers of the whole chain stay within the budget. */
const isPayable = (chain: readonly Contender[], { leftNanoUsd }: RouteWish): boolean =>
	leftNanoUsd === null ||
	chain.reduce((sum, contender) => sum + (contender.worstNanoUsd ?? 0), 0) <= leftNanoUsd;

const prospectOf = (chain: readonly Contender[], { verifier }: Scene): Prospect => weigh(chain, verifier);

const routeOf = ({ chain, success, costNanoUsd }: Prospect, because: string): Route => ({
	chain: chain.map(({ candidate }) => candidate.model),
	because,
	isExploration: false,
	success,
	costNanoUsd: chain.some((contender) => contender.costNanoUsd === null) ? null : costNanoUsd,
});

const onlyChosen = ({ override }: RouteWish, candidates: readonly Candidate[]): readonly Candidate[] =>
	candidates.filter((one) => override && modelKeyOf(one.model) === modelKeyOf(override));

function best(
	prospects: readonly Prospect[],
	isBetter: (one: Prospect, other: Prospect) => boolean,
): Prospect {
	const [first, ...others] = prospects;
	if (first === undefined) throw new Error('there is always a chain of one');
	return others.reduce((kept, next) => (isBetter(next, kept) ? next : kept), first);
}

const unavailable = (problem: Problem): Result<never, Problem> =>
	err(
		problem.type === 'model-missing'
			? {
					type: 'model-unavailable',
					message: 'The model you chose cannot be reached with the keys on this device.',
					action: 'Choose another model',
				}
			: problem,
	);
