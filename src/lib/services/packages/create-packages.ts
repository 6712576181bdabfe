import {
	packageKey,
	namedPackages,
	type BuildPackage,
	type PackageKey,
	type PackageRow,
	type PackageSet,
} from '#lib/model/package.ts';
import { bytesOf, type Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { hasIntegrity } from './integrity.ts';
import { Look } from './look.ts';
import { pack, unpackBody } from './pack.ts';
import type { PackageFacts, PackagePart, Packages, PackagesOptions } from './packages.ts';
import { damaged, OFFLINE, refused, used } from './problems.ts';
import { Registry } from './registry.ts';

/** Most bytes of one tarball. */
const MAX_TARBALL_BYTES = 32 * 1024 * 1024;
/** Most bytes of everything that one wish adds. */
const MAX_ADDED_BYTES = 192 * 1024 * 1024;
/** Parts that are fetched at the same time. */
const FETCHED_AT_ONCE = 6;

interface Fetched {
	readonly row: PackageRow;
	readonly files: Files;
}

/** Packages over one registry and one store. */
export function createPackages(options: PackagesOptions): Packages {
	const { store, provided } = options;
	const isOnline = options.isOnline ?? (() => navigator.onLine);
	const loaded = new Map<string, Promise<BuildPackage | undefined>>();
	const registry = async () => new Registry(await options.registry(), options.fetch);
	return {
		async look(name, range = 'latest') {
			if (!isOnline()) return err(OFFLINE);
			return new Look(await registry(), await provided()).facts(name, range);
		},
		async add(facts) {
			if (!isOnline()) return err(OFFLINE);
			return addAll(facts, await registry(), options);
		},
		list: async () => [...(await store.rows())].sort((a, b) => (a.id < b.id ? -1 : 1)),
		remove: (key, named) => remove(key, named, options),
		setFor: async (files) => setOf(namedPackages(files), await store.rows(), loaded, options),
	};
}

async function addAll(
	facts: PackageFacts,
	registry: Registry,
	options: PackagesOptions,
): Promise<Result<readonly PackageRow[], Problem>> {
	const present = new Map((await options.store.rows()).map((row) => [row.id, row]));
	const gathered = await gather(facts, async (part) => {
		const known = present.get(packageKey(part.name, part.version));
		const fetched = known ? await keptFiles(known, options) : undefined;
		return fetched ? ok(fetched) : fetchPart(part, registry, options);
	});
	if (!gathered.ok) return gathered;
	const added = gathered.value;
	const tried = await options.trial(trialSet(facts, added), facts.name);
	if (!tried.ok) return err(refused(facts.name, tried.error.message));
	const fresh = added.filter(({ row }) => !present.has(row.id));
	const put = await options.store.put(fresh.map(({ row, files }) => ({ row, body: pack(files) })));
	return put.ok ? ok(added.map(({ row }) => row)) : put;
}

/** All parts in their order, a few at a time, or what the first to fail fails with: then no further one is begun. */
async function gather(
	facts: PackageFacts,
	fetch: (part: PackagePart) => Promise<Result<Fetched, Problem>>,
): Promise<Result<readonly Fetched[], Problem>> {
	const all = [facts, ...facts.parts];
	const added: Fetched[] = [];
	let bytes = 0;
	let problem: Problem | undefined;
	const waiting = all.entries();
	const take = async (): Promise<void> => {
		for (const [index, part] of waiting) {
			const one = problem ? undefined : await fetch(part);
			if (!one) return;
			if (!one.ok) return void (problem ??= one.error);
			added[index] = one.value;
			bytes += one.value.row.sizeBytes;
			if (bytes > MAX_ADDED_BYTES) problem ??= tooLarge(facts.name);
		}
	};
	await Promise.all(Array.from({ length: FETCHED_AT_ONCE }, take));
	return problem ? err(problem) : ok(added);
}

const tooLarge = (name: string): Problem =>
	refused(name, `with all it needs it takes more than ${MAX_ADDED_BYTES / 1024 / 1024} MB.`);

async function keptFiles(row: PackageRow, { store }: PackagesOptions): Promise<Fetched | undefined> {
	const body = await store.body(row.id);
	const files = body && unpackBody(body);
	return files && { row, files };
}

/** The hash is checked before a byte is read. */
async function fetchPart(
	part: PackagePart,
	registry: Registry,
	{ unpack }: PackagesOptions,
): Promise<Result<Fetched, Problem>> {
	const tarball = await registry.tarball(part.tarball, MAX_TARBALL_BYTES);
	if (!tarball.ok) return tarball;
	if (!(await hasIntegrity(tarball.value, part.integrity))) return err(damaged(part.name));
	const files = await unpack(tarball.value);
	if (!files.ok) return err(refused(part.name, files.error.message));
	return ok({ row: rowOf(part, files.value), files: files.value });
}

function rowOf(part: PackagePart, files: Files): PackageRow {
	const { name, version, dependencies, integrity } = part;
	const license = 'license' in part && typeof part.license === 'string' ? part.license : 'unknown';
	const sizeBytes = [...files.values()].reduce((sum, content) => sum + bytesOf(content).length, 0);
	const id = packageKey(name, version);
	return { id, name, version, license, sizeBytes, dependencies, integrity, addedAt: Date.now() };
}

const trialSet = ({ name, version }: PackageFacts, added: readonly Fetched[]): PackageSet => ({
	roots: { [name]: version },
	packages: new Map(added.map(({ row, files }) => [row.id, { ...row, files }])),
});

async function remove(
	key: PackageKey,
	named: ReadonlyMap<PackageKey, readonly string[]>,
	{ store }: PackagesOptions,
): Promise<Result<void, Problem>> {
	const rows = await store.rows();
	const row = rows.find(({ id }) => id === key);
	if (!row) return ok(undefined);
	const users = [...(named.get(key) ?? []), ...neededBy(row, rows)];
	if (users.length > 0) return err(used(row.name, users));
	const others = rows.filter(({ id }) => id !== key);
	return store.remove([key, ...orphans(others, new Set(needsOf(row)), named)]);
}

const neededBy = ({ name, version }: PackageRow, rows: readonly PackageRow[]): readonly string[] =>
	rows.filter(({ dependencies }) => dependencies[name] === version).map((other) => other.name);

/** Those of `wanted` that nobody else needs, and what only they needed. */
function orphans(
	rows: readonly PackageRow[],
	wanted: ReadonlySet<PackageKey>,
	named: ReadonlyMap<PackageKey, readonly string[]>,
): readonly PackageKey[] {
	const orphan = rows.find(
		(row) => wanted.has(row.id) && !named.has(row.id) && neededBy(row, rows).length === 0,
	);
	if (!orphan) return [];
	const others = rows.filter(({ id }) => id !== orphan.id);
	return [orphan.id, ...orphans(others, new Set([...wanted, ...needsOf(orphan)]), named)];
}

const needsOf = ({ dependencies }: PackageRow): readonly PackageKey[] =>
	Object.entries(dependencies).map(([name, version]) => packageKey(name, version));

/** Follows the rows from what a creation names; what is not kept is left out, and the build says so. */
async function setOf(
	roots: PackageSet['roots'],
	rows: readonly PackageRow[],
	loaded: Map<string, Promise<BuildPackage | undefined>>,
	options: PackagesOptions,
): Promise<PackageSet> {
	const byId = new Map(rows.map((row) => [row.id, row]));
	const packages = new Map<string, BuildPackage>();
	const queue = Object.entries(roots).map(([name, version]) => packageKey(name, version));
	for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
		const row = byId.get(key);
		if (!row || packages.has(key)) continue;
		const found = loaded.get(key) ?? loadPackage(row, options);
		loaded.set(key, found);
		const one = await found;
		if (one) packages.set(key, one);
		else loaded.delete(key);
		queue.push(...needsOf(row));
	}
	return { roots, packages };
}

/** Only what a bundler reads; the rest stays on disk. */
const READ_BY_BUILDS = /\.([mc]?js|json|css|svelte|svg|png|gif|wasm|woff2?)$/;

async function loadPackage(row: PackageRow, options: PackagesOptions): Promise<BuildPackage | undefined> {
	const kept = await keptFiles(row, options);
	if (!kept) return undefined;
	return { ...row, files: new Map([...kept.files].filter(([path]) => READ_BY_BUILDS.test(path))) };
}
