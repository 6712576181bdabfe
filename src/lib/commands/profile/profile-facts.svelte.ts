import type { Profile, Profiles } from '#lib/services/profiles/profiles.ts';

/** What screens read of the profiles. Reactive; reads nothing before somebody watches. */
export class ProfileFacts {
	readonly #load: () => Promise<Profiles>;
	#list: readonly Profile[] = $state.raw([]);
	#openId: string | undefined = $state();

	constructor(load: () => Promise<Profiles>) {
		this.#load = load;
	}

	get list(): readonly Profile[] {
		return this.#list;
	}
	/** Of the profile that this page shows; undefined until it is known. */
	get openId(): string | undefined {
		return this.#openId;
	}

	/** Keeps the facts current until the returned function is called. */
	watch(): () => void {
		let unwatch: (() => void) | undefined;
		let isOver = false;
		void this.#load().then((profiles) => {
			if (isOver) return;
			const read = (): void => void (this.#list = profiles.list());
			this.#openId = profiles.active.id;
			unwatch = profiles.watch(read);
			read();
		});
		return () => {
			isOver = true;
			unwatch?.();
		};
	}
}
