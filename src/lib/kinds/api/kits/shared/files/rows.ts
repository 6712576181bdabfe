import { get, list, remove, set } from 'aether:storage';

/**
 * Rows kept under one name, each under its own key. They are read anew at every request: the program may be started
 * afresh at any time, and another tab may have written.
 */
export class Rows<Row extends { readonly id: string }> {
	readonly #prefix: string;
	readonly #isRow: (value: unknown) => value is Row;

	constructor(name: string, isRow: (value: unknown) => value is Row) {
		this.#prefix = `${name}/`;
		this.#isRow = isRow;
	}

	/** All rows, oldest first. */
	async all(): Promise<readonly Row[]> {
		const keys = (await list(this.#prefix)).sort();
		const rows = await Promise.all(keys.map((key) => this.#read(key)));
		return rows.filter((row) => row !== undefined);
	}

	get(id: string): Promise<Row | undefined> {
		return this.#read(this.#prefix + id);
	}

	/** Resolves when the row is kept for good. */
	put(row: Row): Promise<void> {
		return set(this.#prefix + row.id, JSON.stringify(row));
	}

	remove(id: string): Promise<void> {
		return remove(this.#prefix + id);
	}

	async clear(): Promise<void> {
		await Promise.all((await list(this.#prefix)).map((key) => remove(key)));
	}

	async #read(key: string): Promise<Row | undefined> {
		const text = await get(key);
		const value: unknown = text === null ? undefined : JSON.parse(text);
		return this.#isRow(value) ? value : undefined;
	}
}

let last = 0;

/** An id for a new row. Later ids sort after earlier ones, so that rows keep their order. */
export function newId(): string {
	last = Math.max(Date.now() * 1000, last + 1);
	return (
		last.toString(36) +
		Math.floor(Math.random() * 36 ** 4)
			.toString(36)
			.padStart(4, '0')
	);
}

let tail: Promise<unknown> = Promise.resolve();

/** Runs after everything given before, so that what was read is still true when it is written. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
	const result = tail.then(work);
	tail = result.catch(() => undefined);
	return result;
}
