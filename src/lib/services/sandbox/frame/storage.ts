import type { Post } from './port.ts';

type Change = readonly [string, string | null];

/** The creation's data in this frame: a snapshot that is read at once, each change sent to the host at once. */
export class StorageBox {
	readonly values = new Map<string, string>();
	limitBytes = Infinity;
	readonly #post: Post;
	#pending = new Map<string, string | null>();
	#usedBytes = 0;
	#lastId = 0;
	#isScheduled = false;
	#waiting: Promise<void> = Promise.resolve();
	readonly #answers = new Map<number, (problem: string | null) => void>();

	constructor(post: Post) {
		this.#post = post;
	}

	load(entries: readonly (readonly [string, string])[], limitBytes: number): void {
		for (const [key, value] of entries) this.#put(key, value);
		this.limitBytes = limitBytes;
	}

	/** Throws `QuotaExceededError` when the creation's share is full; nothing is changed then. */
	set(key: string, value: string): Promise<void> {
		const before = this.values.get(key);
		const grown = sizeOf(key, value) - (before === undefined ? 0 : sizeOf(key, before));
		if (this.#usedBytes + grown > this.limitBytes)
			throw new DOMException('The storage of this creation is full.', 'QuotaExceededError');
		this.#put(key, value);
		return this.#send(key, value);
	}

	remove(key: string): Promise<void> {
		if (!this.values.has(key)) return Promise.resolve();
		this.#put(key, null);
		return this.#send(key, null);
	}

	/** Takes in what another tab wrote, and tells listeners as a browser would. */
	receive(changes: readonly Change[]): void {
		for (const [key, newValue] of changes) {
			const oldValue = this.values.get(key) ?? null;
			if (oldValue === newValue) continue;
			this.#put(key, newValue);
			if (typeof StorageEvent === 'function')
				dispatchEvent(new StorageEvent('storage', { key, oldValue, newValue }));
		}
	}

	answer(id: number, problem: string | null): void {
		this.#answers.get(id)?.(problem);
		this.#answers.delete(id);
	}

	/** Sends what waits. Called before the frame ends. */
	flush(): Promise<void> {
		this.#isScheduled = false;
		if (this.#pending.size === 0) return Promise.resolve();
		const changes = [...this.#pending];
		this.#pending = new Map();
		const id = ++this.#lastId;
		this.#post({ type: 'storage', id, changes });
		return new Promise((resolve, reject) => {
			this.#answers.set(id, (problem) => {
				if (problem === null) resolve();
				else reject(new DOMException(problem, 'QuotaExceededError'));
			});
		});
	}

	/** One message for all changes of the same moment: a creation may write a thousand keys in a loop. */
	#send(key: string, value: string | null): Promise<void> {
		this.#pending.set(key, value);
		if (!this.#isScheduled) {
			this.#isScheduled = true;
			this.#waiting = Promise.resolve().then(() => this.flush());
			this.#waiting.catch(() => undefined);
		}
		return this.#waiting;
	}

	#put(key: string, value: string | null): void {
		const before = this.values.get(key);
		if (before !== undefined) this.#usedBytes -= sizeOf(key, before);
		if (value === null) this.values.delete(key);
		else {
			this.values.set(key, value);
			this.#usedBytes += sizeOf(key, value);
		}
	}
}

const encoder = new TextEncoder();
const sizeOf = (key: string, value: string): number =>
	encoder.encode(key).length + encoder.encode(value).length;

/** A `Storage` over `box`, with the property access that the native one has. */
export function storageFacade(box: Pick<StorageBox, 'values' | 'set' | 'remove'>): object {
	const methods = {
		getItem: (key: unknown) => box.values.get(String(key)) ?? null,
		setItem: (key: unknown, value: unknown) => {
			box.set(String(key), String(value)).catch(() => undefined);
		},
		removeItem: (key: unknown) => {
			box.remove(String(key)).catch(() => undefined);
		},
		clear: () => {
			for (const key of [...box.values.keys()]) box.remove(key).catch(() => undefined);
		},
		key: (index: number) => [...box.values.keys()][index] ?? null,
	};
	return new Proxy(methods, {
		get: (target, key): unknown => {
			if (key === 'length') return box.values.size;
			if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
			return box.values.get(key);
		},
		set: (_target, key, value) => {
			methods.setItem(String(key), value);
			return true;
		},
		deleteProperty: (_target, key) => {
			methods.removeItem(String(key));
			return true;
		},
		has: (target, key) => key in target || box.values.has(String(key)),
		ownKeys: () => [...box.values.keys()],
		getOwnPropertyDescriptor: (_target, key) => {
			const value = box.values.get(String(key));
			return value === undefined
				? undefined
				: { value, writable: true, enumerable: true, configurable: true };
		},
	});
}

/** `sessionStorage`: lives as long as the frame. */
export function memoryStorage(): object {
	const values = new Map<string, string>();
	return storageFacade({
		values,
		set: (key, value) => {
			values.set(key, value);
			return Promise.resolve();
		},
		remove: (key) => {
			values.delete(key);
			return Promise.resolve();
		},
	});
}

/** What `import … from 'aether:storage'` gives: the same data, with a promise that tells when it is kept. */
export const asyncStorage = (box: StorageBox) => ({
	get: (key: string): Promise<string | null> => Promise.resolve(box.values.get(key) ?? null),
	set: async (key: string, value: string): Promise<void> => box.set(key, String(value)),
	remove: (key: string): Promise<void> => box.remove(key),
	list: (prefix = ''): Promise<string[]> =>
		Promise.resolve([...box.values.keys()].filter((key) => key.startsWith(prefix))),
});
