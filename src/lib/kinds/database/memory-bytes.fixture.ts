import type { DurableBytes } from './runtime/house.ts';

/** Rows that last in memory, and what was asked of them. */
export class MemoryBytes implements DurableBytes {
	rows = new Map<string, Uint8Array>();
	writes: { readonly rows: number; readonly bytes: number }[] = [];
	/** The next write fails with this. */
	failure: Error | undefined;

	read = async (): Promise<ReadonlyMap<string, Uint8Array>> => structuredClone(this.rows);

	write = async (changes: ReadonlyMap<string, Uint8Array | null>): Promise<void> => {
		const failure = this.failure;
		this.failure = undefined;
		if (failure) throw failure;
		let bytes = 0;
		for (const [name, content] of changes) {
			bytes += content?.byteLength ?? 0;
			if (content) this.rows.set(name, content.slice());
			else this.rows.delete(name);
		}
		this.writes.push({ rows: changes.size, bytes });
	};

	/** The same rows as they are now, as another start would find them. */
	copy(): MemoryBytes {
		const copy = new MemoryBytes();
		copy.rows = structuredClone(this.rows);
		return copy;
	}
}
