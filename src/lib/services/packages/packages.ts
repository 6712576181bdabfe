import type { PackageKey, PackageRow, PackageSet } from '#lib/model/package.ts';
import type { Files } from '#lib/model/files.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** Packages of the registry: looked up and added online once, then bundled offline for as long as they are kept. */
export interface Packages {
	/**
	 * What `name` is and brings along, without fetching its files. `range` as in npm, or a tag. Fails with `offline`,
	 * `registry-unreachable`, `package-missing`, `package-refused` (native parts, another system, no safe hash).
	 */
	look(name: string, range?: string): Promise<Result<PackageFacts, Problem>>;
	/**
	 * Fetches, checks, tries and keeps `facts` with all dependencies: all of them or none. Fails as `look` does, with
	 * `package-damaged` (another hash), `package-refused` (paths, size, Node parts) or a problem of storage.
	 */
	add(facts: PackageFacts): Promise<Result<readonly PackageRow[], Problem>>;
	/** Everything that is kept, by name. */
	list(): Promise<readonly PackageRow[]>;
	/**
	 * Forgets a package and what only it needed. `named` tells by `name@version` who names a package. Fails with
	 * `package-used` while somebody names it or another package needs it.
	 */
	remove(key: PackageKey, named: ReadonlyMap<PackageKey, readonly string[]>): Promise<Result<void, Problem>>;
	/** What the `package.json` in `files` names and is kept, with all dependencies. */
	setFor(files: Files): Promise<PackageSet>;
}

/** One package version as the registry describes it. */
export interface PackagePart {
	readonly name: string;
	readonly version: string;
	readonly tarball: string;
	/** `sha512-…` in base64, one or more separated by spaces. */
	readonly integrity: string;
	/** As the registry says; null when it does not. */
	readonly unpackedBytes: number | null;
	/** Exact versions by name. */
	readonly dependencies: Readonly<Record<string, string>>;
	/** What will not happen or may not work, in plain words. */
	readonly warnings: readonly string[];
}

export interface PackageFacts extends PackagePart {
	readonly license: string;
	readonly homepage: string | null;
	/** Bytes to fetch for the package itself; null when the registry does not say. */
	readonly tarballBytes: number | null;
	/** Every dependency, direct or not, without those that come with AetherOS. */
	readonly parts: readonly PackagePart[];
}

/** The way out: only to origins the person confirmed. Same shape as the network worker's client. */
export type PackageFetch = (request: {
	readonly url: string;
	readonly accept?: string;
	readonly method?: 'GET' | 'HEAD';
	/** The answer is refused beyond this. */
	readonly maxBytes: number;
}) => Promise<Result<FetchedAnswer, Problem>>;

export interface FetchedAnswer {
	readonly status: number;
	/** `content-length` of a HEAD answer; null when it is not told. */
	readonly length: number | null;
	readonly bytes: Uint8Array;
}

/** Where packages are kept. */
export interface PackageStore {
	rows(): Promise<readonly PackageRow[]>;
	/** The packed files of one package; undefined when they are missing or damaged. */
	body(key: PackageKey): Promise<Uint8Array | undefined>;
	/** All or nothing. */
	put(
		packages: readonly { readonly row: PackageRow; readonly body: Uint8Array }[],
	): Promise<Result<void, Problem>>;
	remove(keys: readonly PackageKey[]): Promise<Result<void, Problem>>;
}

export interface PackagesOptions {
	readonly fetch: PackageFetch;
	readonly store: PackageStore;
	/** Base address of the registry, without a slash at the end. */
	readonly registry: () => Promise<string>;
	/** Names that come with AetherOS and are never fetched. */
	readonly provided: () => Promise<ReadonlySet<string>>;
	/** Builds a program that imports the package; what it fails with is what the person is told. */
	readonly trial: (set: PackageSet, name: string) => Promise<Result<void, Problem>>;
	/** Reads a checked tarball, in a worker where there is one. */
	readonly unpack: (tarball: Uint8Array) => Promise<Result<Files, Problem>>;
	readonly isOnline?: () => boolean;
}
