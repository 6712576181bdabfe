import type { AppStatus } from '../app.ts';

/** What this needs of the offline service; `ServiceWorkerOffline` has it. */
interface OfflineFacts extends Omit<AppStatus, 'isPersisted'> {}

/** Of storage: to ask the browser not to evict. */
interface Keeper {
	persist(): Promise<boolean>;
}

export class AppState implements AppStatus {
	isPersisted: boolean = $state(false);
	readonly #offline: OfflineFacts;
	readonly #keeper: Keeper;

	constructor(offline: OfflineFacts, keeper: Keeper) {
		this.#offline = offline;
		this.#keeper = keeper;
		void navigator.storage?.persisted().then((isPersisted) => (this.isPersisted = isPersisted));
	}

	get isOnline(): boolean {
		return this.#offline.isOnline;
	}
	get offlineReady(): number {
		return this.#offline.offlineReady;
	}
	get isUpdateWaiting(): boolean {
		return this.#offline.isUpdateWaiting;
	}

	update(): void {
		this.#offline.update();
	}

	async persist(): Promise<void> {
		this.isPersisted = await this.#keeper.persist();
	}
}
