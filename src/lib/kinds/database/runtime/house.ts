/** What the sandbox lends a database: files of the product, and rows that last. */
export interface House {
	/** A file of the product by its name in the vendor manifest. */
	readonly asset: (name: string) => Promise<ArrayBuffer>;
	readonly bytes: DurableBytes;
}

export interface DurableBytes {
	/** All rows, once, at start. */
	readonly read: () => Promise<ReadonlyMap<string, Uint8Array>>;
	/** Atomic and durable when resolved; `null` removes. */
	readonly write: (changes: ReadonlyMap<string, Uint8Array | null>) => Promise<void>;
}

/** The house as the sandbox gives it to a program. Throws where there is none. */
export function houseOfSandbox(): House {
	const asset: unknown = Reflect.get(globalThis, '__aetherAsset');
	const bytes: unknown = Reflect.get(globalThis, '__aetherBytes');
	if (!isAsset(asset) || !isBytes(bytes))
		throw new Error('This place lends a database neither files nor rows.');
	return { asset, bytes };
}

const isAsset = (value: unknown): value is House['asset'] => typeof value === 'function';

const isBytes = (value: unknown): value is DurableBytes =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'read') === 'function' &&
	typeof Reflect.get(value, 'write') === 'function';

/** Rows in memory, for a database that nobody keeps. */
export function fleetingBytes(): DurableBytes {
	return { read: async () => new Map(), write: async () => undefined };
}
