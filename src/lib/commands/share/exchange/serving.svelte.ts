import type { Problem, Result } from '#lib/model/result.ts';
import type { DirectCall } from '#lib/services/collab/answering.ts';
import type { FavourOptions } from './favour.ts';

/** The operations of the creation, answered on this device for members, until it is stopped or the tab goes. */
export class Serving {
	/** Calls so far, refused ones too. Reactive. */
	calls = $state(0);
	readonly #options: FavourOptions;

	constructor(options: FavourOptions) {
		this.#options = options;
	}

	/** Answers one call. Fails with `call-broken`, or as running the creation does. */
	async answer(call: DirectCall): Promise<Result<void, Problem>> {
		this.calls += 1;
		const { answerOperation } = await import('./answer-operation.ts');
		return answerOperation(call, this.#options);
	}
}
