/** The part of Node that the store needs. */
interface StoreFiles {
	readFile(path: string, encoding: 'utf8'): Promise<string>;
	writeFile(path: string, text: string): Promise<void>;
	rename(from: string, to: string): Promise<void>;
}

/**
 * What `aether:storage` is outside of the browser: texts by key in one JSON file. A change is on the disk when its promise
 * resolves. Fails where the file is there and cannot be read.
 */
export async function openStorage(fs: StoreFiles, path: string) {
	const texts = new Map(Object.entries(await read(fs, path)));
	const save = saver(async () => {
		await fs.writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(texts), null, '\t'));
		// At once or not at all: a crash leaves the old file or the new one.
		await fs.rename(`${path}.new`, path);
	});
	return {
		get: (key: string) => Promise.resolve(texts.get(key) ?? null),
		list: (prefix = '') => Promise.resolve([...texts.keys()].filter((key) => key.startsWith(prefix))),
		set(key: string, value: string) {
			texts.set(key, value);
			return save();
		},
		remove(key: string) {
			texts.delete(key);
			return save();
		},
	};
}

async function read(fs: StoreFiles, path: string): Promise<Record<string, string>> {
	try {
		const value: unknown = JSON.parse(await fs.readFile(path, 'utf8'));
		const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
		return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
		throw new Error(`${path} cannot be read as the data of this API.`, { cause: error });
	}
}

/** Many changes at a time are one write: the one that begins after the last of them. */
function saver(write: () => Promise<void>): () => Promise<void> {
	let last: Promise<void> = Promise.resolve();
	let next: Promise<void> | undefined;
	return () => {
		next ??= last
			.catch(() => undefined)
			.then(() => {
				next = undefined;
				return write();
			});
		last = next;
		return next;
	};
}
