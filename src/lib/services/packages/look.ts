import maxSatisfying from 'semver/ranges/max-satisfying.js';
import satisfies from 'semver/functions/satisfies.js';
import { packageKey, packageNameSchema } from '#lib/model/package.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { missing, refused } from './problems.ts';
import type { PackageFacts, PackagePart } from './packages.ts';
import type { Registry, RegistryList, RegistryVersion } from './registry.ts';

/** More is no library for a creation but a whole tool. */
const MAX_PARTS = 200;

interface Open {
	readonly version: RegistryVersion;
	readonly dependencies: Record<string, string>;
}

/** Follows a package and what it needs through the registry. */
export class Look {
	readonly #registry: Registry;
	readonly #provided: ReadonlySet<string>;
	readonly #found = new Map<string, Open>();

	constructor(registry: Registry, provided: ReadonlySet<string>) {
		this.#registry = registry;
		this.#provided = provided;
	}

	async facts(name: string, range: string): Promise<Result<PackageFacts, Problem>> {
		const root = await this.#find(name, range);
		if (!root.ok) return root;
		// At the same time: none of them needs what another one gives.
		const [followed, { license, homepage, hasInstallScript }, tarballBytes] = await Promise.all([
			this.#follow(root.value),
			this.#registry.details(name, root.value.version.version),
			this.#registry.tarballBytes(root.value.version.dist.tarball),
		]);
		if (!followed.ok) return followed;
		const part = partOf(root.value);
		const warnings = hasInstallScript ? [...new Set([...part.warnings, INSTALL_SCRIPT])] : part.warnings;
		const others = [...this.#found.values()].filter((open) => open !== root.value);
		return ok({
			...part,
			warnings,
			license,
			homepage,
			tarballBytes,
			parts: others.map(partOf),
		});
	}

	/** Breadth first, so that what is named high up decides which version the rest shares. */
	async #follow(root: Open): Promise<Result<void, Problem>> {
		const queue = [root];
		for (let next = queue.shift(); next; next = queue.shift()) {
			const added = await this.#needs(next);
			if (!added.ok) return added;
			queue.push(...added.value);
			if (this.#found.size > MAX_PARTS)
				return err(refused(root.version.name, `it needs more than ${MAX_PARTS} other packages.`));
		}
		return ok(undefined);
	}

	async #needs(open: Open): Promise<Result<readonly Open[], Problem>> {
		const fresh: Open[] = [];
		const needs = Object.entries(open.version.dependencies ?? {}).filter(
			([name]) => !this.#provided.has(name),
		);
		for (const [name, range] of needs) this.#askAhead(name, range);
		for (const [name, range] of needs) {
			const before = this.#found.size;
			const found = await this.#find(name, range);
			if (!found.ok) return found;
			open.dependencies[name] = found.value.version.version;
			if (this.#found.size > before) fresh.push(found.value);
		}
		return ok(fresh);
	}

	/** The list of a package that `#find` will read in its turn: which version wins must not hang on which answer is first. */
	#askAhead(name: string, range: string): void {
		if (packageNameSchema.safeParse(name).success && !this.#shared(name, range))
			void this.#registry.list(name);
	}

	#shared(name: string, range: string): Open | undefined {
		return [...this.#found.values()].find(
			({ version }) => version.name === name && satisfies(version.version, range),
		);
	}

	async #find(name: string, range: string): Promise<Result<Open, Problem>> {
		if (!packageNameSchema.safeParse(name).success) return err(missing(name, range));
		const shared = this.#shared(name, range);
		if (shared) return ok(shared);
		const list = await this.#registry.list(name);
		if (!list.ok) return list;
		const wanted = pick(list.value, range);
		const version = wanted === null ? undefined : list.value.version(wanted);
		if (!version) return err(unusualRange(name, range) ?? missing(name, range));
		const reason = refusalOf(version, this.#registry.origin);
		if (reason) return err(refused(name, reason));
		const open = { version, dependencies: {} };
		this.#found.set(packageKey(name, version.version), open);
		return ok(open);
	}
}

function pick({ tags, versions }: RegistryList, range: string): string | null {
	const tagged = tags[range];
	if (tagged !== undefined) return tagged;
	const latest = tags.latest;
	// As npm does: the version that the makers call the latest, wherever it fits.
	if (latest !== undefined && satisfies(latest, range)) return latest;
	return maxSatisfying([...versions], range);
}

const unusualRange = (name: string, range: string): Problem | undefined =>
	/[:/]/.test(range)
		? refused(name, `it is asked for as "${range}", which is not in a registry.`)
		: undefined;

const INSTALL_SCRIPT = 'It has an install script. AetherOS never runs it, so the package may not work.';

function refusalOf({ os, cpu, gypfile, dist }: RegistryVersion, origin: string): string | undefined {
	if (gypfile) return 'it has parts that must be compiled for one machine, which no browser can run.';
	if ((os?.length ?? 0) > 0 || (cpu && !cpu.includes('wasm32')))
		return 'it is made for one operating system, not for a browser.';
	if (!/(^|\s)sha512-/.test(dist.integrity ?? ''))
		return 'the registry gives no SHA-512 hash for it, so nobody could tell whether it arrives unchanged.';
	if (new URL(dist.tarball).origin !== origin)
		return `its files lie at ${new URL(dist.tarball).origin}, not in the registry you confirmed.`;
	return undefined;
}

function partOf({ version, dependencies }: Open): PackagePart {
	const { name, dist, hasInstallScript, deprecated } = version;
	return {
		name,
		version: version.version,
		tarball: dist.tarball,
		integrity: dist.integrity ?? '',
		unpackedBytes: dist.unpackedSize ?? null,
		dependencies,
		warnings: [
			...(hasInstallScript ? [INSTALL_SCRIPT] : []),
			...(deprecated
				? [
						`Its makers no longer want it used${typeof deprecated === 'string' ? `: ${deprecated.slice(0, 200)}` : '.'}`,
					]
				: []),
		],
	};
}
