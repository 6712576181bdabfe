import type { AppStorage, Limits } from './sandbox.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

type Changes = ReadonlyMap<string, string | null>;

/** A creation's data as this session knows it: read once, every change written through in order. */
export class SessionData {
	readonly #storage: AppStorage;
	readonly #limitBytes: number;
	#values = new Map<string, string>();
	#usedBytes = 0;
	#last: Promise<unknown> = Promise.resolve();
	#unwatch: () => void = () => undefined;

	constructor(storage: AppStorage, limits: Limits) {
		this.#storage = storage;
		this.#limitBytes = limits.storageBytes;
	}

	/** Reads everything and follows what others write; `onChange` hears only of that. */
	async open(onChange: (changes: Changes) => void): Promise<void> {
		for (const [key, value] of await this.#storage.read()) this.#put(key, value);
		this.#unwatch = this.#storage.watch((changes) => {
			for (const [key, value] of changes) this.#put(key, value);
			onChange(changes);
		});
	}

	entries(): readonly (readonly [string, string])[] {
		return [...this.#values];
	}

	/** Durable when resolved; fails with `quota-full` and changes nothing. Writes happen in the order of the calls. */
	write(changes: Changes): Promise<Result<void, Problem>> {
		const before = this.#before(changes);
		for (const [key, value] of changes) this.#put(key, value);
		if (this.#usedBytes > this.#limitBytes) {
			for (const [key, value] of before) this.#put(key, value);
			return Promise.resolve(err(storageFull));
		}
		const written = this.#last.then(() => this.#storage.write(changes));
		this.#last = written.catch(() => undefined);
		return written.then(
			(result) => {
				if (!result.ok) this.#restore(changes, before);
				return result;
			},
			(error: unknown) => {
				this.#restore(changes, before);
				return err({
					...storageFull,
					type: 'storage-refused',
					message: 'This could not be kept.',
					detail: String(error),
				});
			},
		);
	}

	/** Resolves when all writes so far have ended. */
	async settled(): Promise<Result<void, never>> {
		await this.#last;
		return ok(undefined);
	}

	close(): void {
		this.#unwatch();
	}

	#before(changes: Changes): Map<string, string | null> {
		return new Map([...changes.keys()].map((key) => [key, this.#values.get(key) ?? null]));
	}

	/** Takes a refused write back, except where a later one has replaced it. */
	#restore(changes: Changes, before: Changes): void {
		for (const [key, value] of before)
			if ((this.#values.get(key) ?? null) === changes.get(key)) this.#put(key, value);
	}

	#put(key: string, value: string | null): void {
		const before = this.#values.get(key);
		if (before !== undefined) this.#usedBytes -= sizeOf(key, before);
		if (value === null) this.#values.delete(key);
		else {
			this.#values.set(key, value);
			this.#usedBytes += sizeOf(key, value);
		}
	}
}

const encoder = new TextEncoder();
const sizeOf = (key: string, value: string): number =>
	encoder.encode(key).length + encoder.encode(value).length;

const storageFull: Problem = {
	type: 'quota-full',
	message: 'The storage of this creation is full. The last change was not kept.',
	action: 'Delete something in it',
};
