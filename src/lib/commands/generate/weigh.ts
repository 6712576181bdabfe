import type { ModelRef } from '#lib/model/llm.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import type { TokenShares } from './context.ts';
import { Engine } from './engine.ts';
import { compose, readFacts, requestOf, type WishDraft } from './request.ts';

/** What sending a wish would come to. */
export interface Weight {
	readonly shares: TokenShares;
	/** Who would be asked, and the expected cost in integer nano-dollars, null where unknown. Fails with the router's reasons. */
	readonly price: () => Promise<
		Result<{ readonly model: ModelRef; readonly nanoUsd: number | null }, Problem>
	>;
}

/** Weighs a wish exactly as it would be sent, and sends nothing. */
export function weighWish(wish: WishDraft, services: Services): Promise<Result<Weight, Problem>> {
	return services.workspaces.with(wish.creationId, async (workspace) => {
		const facts = await readFacts(wish, workspace, services);
		const composed = compose(facts);
		const isBuild = wish.mode === 'build';
		const price = async () => {
			const engine = new Engine(services, {
				creationId: wish.creationId,
				kind: facts.kind.id,
				task: isBuild ? (facts.files.size > 1 ? 'edit' : 'create') : 'explain',
				hasChecks: isBuild,
				needsImages: wish.pictureCount > 0,
				chosen: wish.model,
			});
			const route = await engine.choose(requestOf(wish.creationId, composed, []), wish.choices);
			if (!route.ok) return route;
			const { chain, costNanoUsd } = route.value;
			return ok({ model: chain[0] ?? { provider: '', model: '' }, nanoUsd: costNanoUsd });
		};
		return ok({ shares: composed.shares, price });
	});
}
