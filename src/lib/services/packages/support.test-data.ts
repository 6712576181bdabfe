import type { PackageRow } from '#lib/model/package.ts';
import { ok } from '#lib/model/result.ts';
import { gzip, tarOf } from './make-tar.test-data.js';
import { createPackages } from './create-packages.ts';
import type { PackageFetch, PackagesOptions, PackageStore } from './packages.ts';
import { unpack } from './unpack.ts';

export const REGISTRY = 'http://localhost:4873';

export interface Made {
	readonly name: string;
	readonly version?: string;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly files?: Readonly<Record<string, string>>;
	/** Instead of what is made of `files`. */
	readonly tarball?: Uint8Array;
	/** Further facts in the registry's entry. */
	readonly facts?: object;
	readonly dist?: object;
}

/** A store in memory. */
export function memoryStore(): PackageStore & { readonly kept: Map<string, PackageRow> } {
	const kept = new Map<string, PackageRow>();
	const bodies = new Map<string, Uint8Array>();
	return {
		kept,
		rows: () => Promise.resolve([...kept.values()]),
		body: (key) => Promise.resolve(bodies.get(key)),
		put(packages) {
			for (const { row, body } of packages) {
				kept.set(row.id, row);
				bodies.set(row.id, body);
			}
			return Promise.resolve(ok(undefined));
		},
		remove(keys) {
			for (const key of keys) kept.delete(key);
			return Promise.resolve(ok(undefined));
		},
	};
}

/** Packages over a registry of these alone. `asked` lists the addresses that were fetched. */
export async function packagesOf(all: readonly Made[], options: Partial<PackagesOptions> = {}) {
	const answers = new Map<string, Uint8Array>();
	const lists = new Map<string, Record<string, object>>();
	for (const made of all) {
		const { name, version = '1.0.0' } = made;
		const tarball = made.tarball ?? (await tarballOf(made));
		const address = `${REGISTRY}/${name}/-/${version}.tgz`;
		answers.set(address, tarball);
		const entry = await entryOf(made, address, tarball);
		lists.set(name, { ...lists.get(name), [version]: entry });
		answers.set(
			`${REGISTRY}/${name}/${version}`,
			json({ ...entry, license: 'MIT', homepage: 'https://a.test' }),
		);
	}
	for (const [name, versions] of lists)
		answers.set(
			`${REGISTRY}/${name}`,
			json({ 'dist-tags': { latest: Object.keys(versions).at(-1) }, versions }),
		);
	const asked: string[] = [];
	const fetch: PackageFetch = ({ url, method }) => {
		if (method !== 'HEAD') asked.push(url);
		const bytes = answers.get(url);
		if (!bytes) return Promise.resolve(ok({ status: 404, length: null, bytes: new Uint8Array() }));
		return Promise.resolve(ok({ status: 200, length: bytes.length, bytes }));
	};
	const store = memoryStore();
	const packages = createPackages({
		fetch,
		store,
		registry: () => Promise.resolve(REGISTRY),
		provided: () => Promise.resolve(new Set(['react'])),
		trial: () => Promise.resolve(ok(undefined)),
		unpack,
		isOnline: () => true,
		...options,
	});
	return { packages, store, asked };
}

async function entryOf(made: Made, tarball: string, bytes: Uint8Array): Promise<object> {
	const { name, version = '1.0.0', dependencies, facts, dist } = made;
	return {
		name,
		version,
		dependencies,
		dist: { tarball, integrity: await hashOf(bytes), ...dist },
		...facts,
	};
}

const tarballOf = ({ name, version = '1.0.0', files = {} }: Made): Promise<Uint8Array> =>
	gzip(
		tarOf([
			{ path: 'package/package.json', text: JSON.stringify({ name, version }) },
			...Object.entries(files).map(([path, text]) => ({ path: `package/${path}`, text })),
		]),
	);

export async function hashOf(bytes: Uint8Array): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-512', new Uint8Array(bytes)));
	return `sha512-${btoa(String.fromCharCode(...hash))}`;
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
