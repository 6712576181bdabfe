import type { ModelRef } from '#lib/model/llm.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import { listModels, type ModelChoice } from './models.ts';

/** Who answers a wish: the starter without AI, whoever the router finds best, or one model. */
export type EngineChoice =
	| { readonly type: 'starter' }
	| { readonly type: 'auto' }
	| { readonly type: 'model'; readonly ref: ModelRef };

const KEPT_AS = 'aether-engine';

/** The models that can be asked now, and the person's choice among them. Reactive; asks nobody before somebody watches. */
export class ModelShelf {
	readonly #load: () => Promise<Keys | undefined>;
	readonly #connected: () => Promise<readonly string[]>;
	#choices: readonly ModelChoice[] = $state.raw([]);
	/** What others lend in the creation that is open: nothing but the person's own choice asks these. */
	lent: readonly ModelChoice[] = $state.raw([]);
	#isReading = $state(false);
	#wished: EngineChoice = $state.raw(readKept());
	#watchers = 0;
	#unwatch: (() => void) | undefined;

	/** `load` gives none while there is nobody to ask by a key. `connected` tells the providers that are asked without one. */
	constructor(load: () => Promise<Keys | undefined>, connected: () => Promise<readonly string[]>) {
		this.#load = load;
		this.#connected = connected;
	}

	get choices(): readonly ModelChoice[] {
		return [...this.#choices, ...this.lent];
	}
	/** Those of the person's own keys and connections. */
	get own(): readonly ModelChoice[] {
		return this.#choices;
	}
	get isReading(): boolean {
		return this.#isReading;
	}

	/** What answers the next wish: the person's choice, as far as it can be had. */
	readonly engine: EngineChoice = $derived.by(() => {
		const wished = this.#wished;
		if (wished.type === 'model' && this.has(wished.ref)) return wished;
		if (wished.type === 'starter' || this.#choices.length === 0) return { type: 'starter' };
		return { type: 'auto' };
	});

	choose(engine: EngineChoice): void {
		this.#wished = engine;
		localStorage.setItem(KEPT_AS, JSON.stringify(engine));
	}

	has(ref: ModelRef): boolean {
		return this.choices.some(
			(choice) => choice.ref.provider === ref.provider && choice.ref.model === ref.model,
		);
	}

	/** Keeps the list current until the returned function is called. */
	watch(): () => void {
		this.#watchers += 1;
		if (this.#watchers === 1) {
			void this.#begin();
			document.addEventListener('visibilitychange', this.#look);
		}
		return () => {
			this.#watchers -= 1;
			if (this.#watchers > 0) return;
			document.removeEventListener('visibilitychange', this.#look);
			this.#unwatch?.();
			this.#unwatch = undefined;
		};
	}

	/** Meanwhile another tab may have been given the first key. */
	readonly #look = (): void => {
		if (!this.#unwatch && document.visibilityState === 'visible') void this.#begin();
	};

	async #begin(): Promise<void> {
		const keys = await this.#load();
		if (this.#watchers === 0 || this.#unwatch) return;
		if (keys) this.#unwatch = keys.watch(() => void this.#read(keys));
		await this.#read(keys);
	}

	async #read(keys: Keys | undefined): Promise<void> {
		this.#isReading = true;
		this.#choices = await listModels(keys, await this.#connected());
		this.#isReading = false;
	}
}

function readKept(): EngineChoice {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null');
		if (isEngine(kept)) return kept;
	} catch {
		// Falls through: what cannot be read was not chosen.
	}
	return { type: 'auto' };
}

function isEngine(kept: unknown): kept is EngineChoice {
	if (typeof kept !== 'object' || kept === null || !('type' in kept)) return false;
	if (kept.type === 'starter' || kept.type === 'auto') return true;
	const ref: unknown = 'ref' in kept ? kept.ref : undefined;
	return (
		kept.type === 'model' &&
		typeof ref === 'object' &&
		ref !== null &&
		'provider' in ref &&
		'model' in ref &&
		typeof ref.provider === 'string' &&
		typeof ref.model === 'string'
	);
}
