import * as z from 'zod/mini';
import { textOf, type Files } from './files.ts';

/** Where a creation names its packages. */
export const PACKAGE_JSON = 'package.json';

const NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
const VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** As the registry takes it: `name` or `@scope/name`. */
export const packageNameSchema = z.string().check(z.maxLength(214), z.regex(NAME));
export const packageVersionSchema = z.string().check(z.maxLength(100), z.regex(VERSION));

/** `name@version`, the identity of what was added. */
export type PackageKey = string;
export const packageKey = (name: string, version: string): PackageKey => `${name}@${version}`;

/** The small facts of an added package; its files lie elsewhere. */
export const packageRowSchema = z.object({
	id: z.string(),
	name: packageNameSchema,
	version: packageVersionSchema,
	license: z.string(),
	/** Bytes of its files. */
	sizeBytes: z.int(),
	/** Exact versions by name. */
	dependencies: z.record(z.string(), packageVersionSchema),
	/** As the registry gave it and as it was checked: `sha512-…`. */
	integrity: z.string(),
	addedAt: z.number(),
});
export type PackageRow = z.infer<typeof packageRowSchema>;

/** One package version as the builder takes it. */
export interface BuildPackage {
	readonly name: string;
	readonly version: string;
	readonly files: Files;
	/** Exact versions by name. */
	readonly dependencies: Readonly<Record<string, string>>;
}

/** Everything that a creation's bare imports may lead to. */
export interface PackageSet {
	/** What the creation itself names: exact version by name. */
	readonly roots: Readonly<Record<string, string>>;
	readonly packages: ReadonlyMap<PackageKey, BuildPackage>;
}

const manifestSchema = z.object({ dependencies: z.optional(z.record(z.string(), z.string())) });

/** The exact versions that a creation's `package.json` names; what is no exact version is left out. */
export function namedPackages(files: Files): Readonly<Record<string, string>> {
	const manifest = manifestSchema.safeParse(parsed(textOf(files.get(PACKAGE_JSON))));
	const named = Object.entries((manifest.success && manifest.data.dependencies) || {});
	return Object.fromEntries(named.filter(([name, version]) => NAME.test(name) && VERSION.test(version)));
}

/** The `package.json` of `files` with one dependency changed; `null` takes it out. Undefined when it is no JSON object. */
export function withPackage(files: Files, name: string, version: string | null): string | undefined {
	const text = textOf(files.get(PACKAGE_JSON));
	const present = z
		.looseObject({ dependencies: z.optional(z.record(z.string(), z.unknown())) })
		.safeParse(text?.trim() ? parsed(text) : { private: true });
	if (!present.success) return undefined;
	const others = Object.entries(present.data.dependencies ?? {}).filter(([other]) => other !== name);
	const all = version === null ? others : [...others, [name, version] as const];
	const dependencies = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
	return `${JSON.stringify({ ...present.data, dependencies }, null, '\t')}\n`;
}

function parsed(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? '{}');
	} catch {
		return undefined;
	}
}
