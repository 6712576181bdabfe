import * as z from 'zod/mini';
import { packageVersionSchema } from '#lib/model/package.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { missing, unreachable } from './problems.ts';
import type { PackageFetch } from './packages.ts';

/** The public registry. This is the one place that knows it; a setting may name another. */
export const DEFAULT_REGISTRY = `https://${['registry', 'npmjs', 'org'].join('.')}`;

/** Less than the whole: no readme, no authors. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json';
/** The longest lists of versions are some ten megabytes. */
const MAX_LIST_BYTES = 48 * 1024 * 1024;

const names = z.record(z.string(), z.string());
const anyList = z.optional(z.array(z.string()));

const versionSchema = z.object({
	name: z.string(),
	version: packageVersionSchema,
	dependencies: z.optional(names),
	os: anyList,
	cpu: anyList,
	gypfile: z.optional(z.boolean()),
	hasInstallScript: z.optional(z.boolean()),
	deprecated: z.optional(z.union([z.string(), z.boolean()])),
	dist: z.object({
		tarball: z.url(),
		integrity: z.optional(z.string()),
		unpackedSize: z.optional(z.number()),
	}),
});
export type RegistryVersion = z.infer<typeof versionSchema>;

const listSchema = z.object({ 'dist-tags': names, versions: z.record(z.string(), z.unknown()) });

const detailSchema = z.object({
	license: z.optional(z.union([z.string(), z.looseObject({ type: z.optional(z.string()) })])),
	licenses: z.optional(z.array(z.looseObject({ type: z.optional(z.string()) }))),
	homepage: z.optional(z.string()),
	scripts: z.optional(names),
});

export interface RegistryList {
	readonly tags: Readonly<Record<string, string>>;
	readonly versions: readonly string[];
	/** What the list says of a version, as it came. */
	entry(version: string): unknown;
	/** Undefined for an entry that cannot be read. */
	version(version: string): RegistryVersion | undefined;
}

export interface Details {
	readonly license: string;
	readonly homepage: string | null;
	readonly hasInstallScript: boolean;
}

/** Asks one registry; each list is fetched once. */
export class Registry {
	readonly base: string;
	readonly #fetch: PackageFetch;
	readonly #lists = new Map<string, Promise<Result<RegistryList, Problem>>>();

	constructor(base: string, fetch: PackageFetch) {
		this.base = base.replace(/\/+$/, '');
		this.#fetch = fetch;
	}

	get origin(): string {
		return new URL(this.base).origin;
	}

	/** All versions of a package. */
	list(name: string): Promise<Result<RegistryList, Problem>> {
		const known = this.#lists.get(name) ?? this.#readList(name);
		this.#lists.set(name, known);
		return known;
	}

	/** What only the full entry of a version says; unknown when it cannot be had. Some registries give it in the list already. */
	async details(name: string, version: string): Promise<Details> {
		const list = await this.list(name);
		const listed = list.ok ? detailsFrom(list.value.entry(version)) : undefined;
		if (listed && listed.license !== UNKNOWN.license) return listed;
		const read = await this.#json(`${addressOf(this.base, name)}/${version}`, 'application/json');
		return detailsFrom(read.ok ? read.value : null) ?? UNKNOWN;
	}

	/** Bytes to fetch; null when the registry does not say. */
	async tarballBytes(url: string): Promise<number | null> {
		const answer = await this.#fetch({ url, method: 'HEAD', maxBytes: 0 });
		return answer.ok && answer.value.status === 200 ? answer.value.length : null;
	}

	/** The tarball as it arrives, unchecked. */
	async tarball(url: string, maxBytes: number): Promise<Result<Uint8Array, Problem>> {
		const answer = await this.#fetch({ url, maxBytes });
		if (!answer.ok) return answer;
		if (answer.value.status !== 200) return err(unreachable(this.origin, `HTTP ${answer.value.status}`));
		return ok(answer.value.bytes);
	}

	async #readList(name: string): Promise<Result<RegistryList, Problem>> {
		const read = await this.#json(addressOf(this.base, name), ABBREVIATED);
		if (!read.ok) return read;
		if (read.value === undefined) return err(missing(name, 'latest'));
		const list = listSchema.safeParse(read.value);
		if (!list.success) return err(unreachable(this.origin, 'The answer is no list of versions.'));
		const { versions, 'dist-tags': tags } = list.data;
		return ok({
			tags,
			versions: Object.keys(versions),
			entry: (version) => versions[version],
			version: (version) => {
				const read = versionSchema.safeParse(versions[version]);
				return read.success && read.data.name === name ? read.data : undefined;
			},
		});
	}

	/** Undefined where the registry says that there is nothing. */
	async #json(url: string, accept: string): Promise<Result<unknown, Problem>> {
		const answer = await this.#fetch({ url, accept, maxBytes: MAX_LIST_BYTES });
		if (!answer.ok) return answer;
		const { status, bytes } = answer.value;
		if (status === 404) return ok(undefined);
		if (status !== 200) return err(unreachable(this.origin, `HTTP ${status}`));
		try {
			return ok(JSON.parse(new TextDecoder().decode(bytes)));
		} catch {
			return err(unreachable(this.origin, 'The answer is no JSON.'));
		}
	}
}

const UNKNOWN: Details = { license: 'unknown', homepage: null, hasInstallScript: false };

function detailsFrom(entry: unknown): Details | undefined {
	const details = detailSchema.safeParse(entry);
	if (!details.success) return undefined;
	const { license, licenses, homepage, scripts } = details.data;
	const single = typeof license === 'string' ? license : license?.type;
	return {
		license: (single ?? licenses?.map(({ type }) => type).join(' OR ')) || UNKNOWN.license,
		homepage: homepage && /^https?:\/\//.test(homepage) ? homepage : null,
		hasInstallScript: ['preinstall', 'install', 'postinstall'].some((script) => scripts?.[script]),
	};
}

const addressOf = (base: string, name: string): string => `${base}/${name.replace('/', '%2F')}`;
