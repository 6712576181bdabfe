import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';

interface Entry<Item> {
	readonly item: Promise<Result<Item, Problem>>;
	holders: number;
}

/** What is open in this tab: one of each id, however many hold it. */
export class Held<Item extends { close(): Promise<void> }> {
	readonly #open = new Map<CreationId, Entry<Item>>();
	/** Who opens it again at once must find its place free. */
	readonly #closing = new Map<CreationId, Promise<void>>();
	readonly #load: (id: CreationId, isFree: Promise<void>) => Promise<Result<Item, Problem>>;

	/** @param load opens one; what needs its place waits for `isFree`. */
	constructor(load: (id: CreationId, isFree: Promise<void>) => Promise<Result<Item, Problem>>) {
		this.#load = load;
	}

	/** Opens it, or joins who has it open. Every holder calls `release` once. Fails as loading does. */
	async take(id: CreationId): Promise<Result<Item, Problem>> {
		const isFree = Promise.resolve(this.#closing.get(id));
		const entry = this.#open.get(id) ?? { item: this.#load(id, isFree), holders: 0 };
		entry.holders += 1;
		this.#open.set(id, entry);
		const item = await entry.item;
		if (!item.ok) this.#open.delete(id);
		return item;
	}

	async release(id: CreationId): Promise<void> {
		const entry = this.#open.get(id);
		if (!entry || --entry.holders > 0) return;
		this.#open.delete(id);
		const item = await entry.item;
		if (!item.ok) return;
		const closing = item.value.close().finally(() => {
			if (this.#closing.get(id) === closing) this.#closing.delete(id);
		});
		this.#closing.set(id, closing);
		await closing;
	}

	/** Runs `work` on one whether anybody has it open or not. */
	async with<T>(
		id: CreationId,
		work: (item: Item) => Promise<Result<T, Problem>>,
	): Promise<Result<T, Problem>> {
		const item = await this.take(id);
		if (!item.ok) return item;
		try {
			return await work(item.value);
		} finally {
			await this.release(id);
		}
	}

	/** Those that are open, once they are. */
	async all(): Promise<readonly Item[]> {
		const items = await Promise.all([...this.#open.values()].map(({ item }) => item));
		return items.flatMap((item) => (item.ok ? [item.value] : []));
	}
}
