import type { CreationId } from '#lib/model/id.ts';
import type { Change } from '#lib/services/openapi/impact.ts';

/** A link of another creation that a change would break. */
export interface Breakage {
	readonly user: CreationId;
	readonly title: string;
	readonly alias: string;
	readonly changes: readonly Change[];
	/** Its calls could be rewritten. */
	readonly isAdaptable: boolean;
}

/**
 * What the person decides: keep the old operations beside the new ones, rewrite the calls, bring the users along as far as
 * that goes by itself, let them break, or leave all as it is.
 */
export type BreakDecision = 'keep' | 'adapt' | 'update' | 'land' | 'cancel';

export interface BreakQuestion {
	readonly creationId: CreationId;
	readonly title: string;
	readonly breakages: readonly Breakage[];
	/** Why the old operations cannot be kept; empty where they can. */
	readonly whyNotKept: string;
	decide(decision: BreakDecision): void;
}

/** Changes that wait for the person's decision. */
export class Questions {
	/** Oldest first. Reactive. */
	open: readonly BreakQuestion[] = $state.raw([]);
	#attending = 0;

	/** A screen shows questions from now on, until the returned function is called; what is open then is cancelled. */
	attend(): () => void {
		this.#attending++;
		return () => {
			if (--this.#attending === 0) for (const question of this.open) question.decide('cancel');
		};
	}

	/** Whether a screen shows questions. */
	get isAttended(): boolean {
		return this.#attending > 0;
	}

	/** Resolves with the decision; where no screen shows questions, changes land as if there were none. */
	ask(question: Omit<BreakQuestion, 'decide'>): Promise<BreakDecision> {
		if (!this.isAttended) return Promise.resolve('land');
		return new Promise((resolve) => {
			const asked: BreakQuestion = {
				...question,
				decide: (decision) => {
					this.open = this.open.filter((other) => other !== asked);
					resolve(decision);
				},
			};
			this.open = [...this.open, asked];
		});
	}
}
