import type { LlmCall, Task } from '#lib/model/call.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import { lenderOf } from '#lib/model/lending.ts';
import type { LlmError, LlmRequest, ModelRef, StreamPart } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Limits } from '#lib/services/catalogue/catalogue.ts';
import { estimateRequestTokens } from '#lib/services/catalogue/tokens.ts';
import { errorFromRefusal } from '#lib/services/ledger/budget.ts';
import type { Refusal } from '#lib/services/ledger/ledger.ts';
import { evidenceFrom } from '#lib/services/router/evidence.ts';
import type { Candidate, Evidence, Route } from '#lib/services/router/router.ts';
import type { Services } from '../services.ts';
import { modelParts } from './model-parts.ts';
import type { ModelChoice } from './models.ts';

/** What one wish is for, so that it can be routed, budgeted and written down. */
export interface Errand {
	readonly creationId: CreationId;
	readonly kind: KindId;
	readonly task: Task;
	readonly hasChecks: boolean;
	readonly needsImages: boolean;
	/** The model the person chose; absent for the router's choice. */
	readonly chosen?: ModelRef | undefined;
	/** The person said yes to a call whose price nobody knows. */
	readonly isPriceConfirmed?: boolean;
}

/** Days of results that the router learns from. */
const EVIDENCE_DAYS = 60;
const DAY_MS = 86_400_000;
/** Between a wish and the models: chooses, stops at a budget, writes every attempt down. */
export class Engine {
	readonly #services: Services;
	readonly #errand: Errand;
	#route: Route | null = null;
	/** Rows of the ledger that this wish has made, in order. */
	readonly calls: LlmCall[] = [];

	constructor(services: Services, errand: Errand) {
		this.#services = services;
		this.#errand = errand;
	}

	get route(): Route | null {
		return this.#route;
	}

	/** Chooses who is asked. Fails with the router's reasons. */
	async choose(
		request: Omit<LlmRequest, 'model'>,
		choices: readonly ModelChoice[],
	): Promise<Result<Route, Problem>> {
		const { storage } = this.#services;
		const [router, catalogue, ledger, routing, evidence] = await Promise.all([
			this.#services.router(),
			this.#services.catalogue(),
			this.#services.ledger(),
			storage.setting('routing'),
			this.#evidence(),
		]);
		const errand = this.#errand;
		const fixed = routing.mode === 'fixed' ? routing.model : undefined;
		const route = router.route(
			{
				taskClass: `${errand.kind}/${errand.task}`,
				inputTokens: estimateRequestTokens(probe(request)),
				maxOutputTokens: request.maxOutputTokens,
				needsImages: errand.needsImages,
				isLocalOnly: routing.isLocalOnly,
				leftNanoUsd: await ledger.left(errand.creationId),
				hasChecks: errand.hasChecks,
				...((errand.chosen ?? fixed) ? { override: errand.chosen ?? fixed } : {}),
			},
			choices.filter((choice) => mayAnswer(choice, errand)).map((choice) => candidateOf(choice, catalogue)),
			evidence,
		);
		if (route.ok) this.#route = route.value;
		return route;
	}

	/** One attempt. `round` says how often the checks have failed before: later rounds ask further models of the chain. */
	async *ask(
		request: Omit<LlmRequest, 'model'>,
		round: number,
		signal: AbortSignal,
	): AsyncIterable<StreamPart> {
		const model = this.#route?.chain[Math.min(round, this.#route.chain.length - 1)];
		if (!model) throw new Error('Engine.choose comes first.');
		const whole: LlmRequest = { ...request, model };
		const [catalogue, ledger] = await Promise.all([this.#services.catalogue(), this.#services.ledger()]);
		const inputTokens = estimateRequestTokens(whole);
		const worst = catalogue.worstCase(model, inputTokens, request.maxOutputTokens);
		const reserved = await ledger.reserve({
			creationId: this.#errand.creationId,
			worstCaseNanoUsd: worst.type === 'known' ? worst.nanoUsd : null,
			...(this.#errand.isPriceConfirmed ? { isConfirmed: true } : {}),
		});
		if (!reserved.ok) {
			yield { type: 'error', error: errorOf(reserved.error) };
			return;
		}
		yield* ledger.metered(
			modelParts(whole, { services: this.#services, creationId: this.#errand.creationId, signal }),
			{
				creationId: this.#errand.creationId,
				taskClass: `${this.#errand.kind}/${round > 0 ? 'repair' : this.#errand.task}`,
				model,
				attempt: round + 1,
				inputTokens,
				reservation: reserved.value,
				...(this.#route ? { routedBecause: this.#route.because } : {}),
				onRecorded: (call) => this.calls.push(call),
			},
		);
	}

	/** Tells the ledger what the checks made of the last answer. */
	async judge(checkScore: number): Promise<void> {
		const call = this.calls.at(-1);
		if (call) await (await this.#services.ledger()).judge(call, { checkScore });
	}

	/** Cost of all attempts so far; null where the price of one is unknown. Integer nano-dollars. */
	get costNanoUsd(): number | null {
		return this.calls.reduce<number | null>(
			(sum, { costNanoUsd }) => (sum === null || costNanoUsd === null ? null : sum + costNanoUsd),
			0,
		);
	}

	get durationMs(): number {
		return this.calls.reduce((sum, { durationMs }) => sum + durationMs, 0);
	}

	async #evidence(): Promise<readonly Evidence[]> {
		const now = Date.now();
		const calls = await this.#services.storage.callsBetween(now - EVIDENCE_DAYS * DAY_MS, now);
		return evidenceFrom(calls);
	}
}

/** What others lend is theirs to pay: nobody but the person chooses it. */
const mayAnswer = ({ ref }: ModelChoice, { chosen }: Errand): boolean =>
	lenderOf(ref.provider) === undefined || ref.provider === chosen?.provider;

const probe = (request: Omit<LlmRequest, 'model'>): LlmRequest => ({
	...request,
	model: { provider: '', model: '' },
});

/** A cautious guess must not rule a model out: where it is wrong the vendor says so, and that costs nothing. */
const GUESSED_WINDOW = 32_768;
const windowOf = ({ contextTokens, isGuess }: Limits): number =>
	isGuess ? Math.max(contextTokens, GUESSED_WINDOW) : contextTokens;

function candidateOf(
	{ ref, info, isLocal }: ModelChoice,
	catalogue: Awaited<ReturnType<Services['catalogue']>>,
): Candidate {
	return {
		model: ref,
		tier: catalogue.tierOf(ref),
		isLocal,
		contextTokens: windowOf(catalogue.limitsOf(ref, info)),
		...(info.canSeeImages === undefined ? {} : { canSeeImages: info.canSeeImages }),
		...(info.canCallTools === undefined ? {} : { canCallTools: info.canCallTools }),
		price: (inputTokens, outputTokens) => {
			const price = catalogue.worstCase(ref, inputTokens, outputTokens);
			return price.type === 'known' ? price.nanoUsd : null;
		},
	};
}

const errorOf = (refusal: Refusal | Problem): LlmError =>
	'isAskable' in refusal
		? errorFromRefusal(refusal)
		: {
				kind: 'unavailable',
				message: refusal.message,
				action: refusal.action ?? 'Try again',
				isRetryable: true,
			};
