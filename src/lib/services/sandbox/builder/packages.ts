import type { Plugin } from '@rollup/browser';
import { packageKey, type PackageSet } from '#lib/model/package.ts';
import type { BuildProblem } from '../sandbox.ts';
import { assetModule } from './assets.ts';
import pathModule from './node/path.js?raw';
import { PackageFiles, type Lead } from './package-files.ts';

const PACKAGE = 'package:';
/** Begins the name of what is not there: it stays outside of the program, so a `require` that is only tried stays one. */
export const ABSENT = 'aether-absent:';
const EMPTY = '\0empty';
const PATH = '\0node-path';

/** Parts of Node that no browser has; `path` is given, and a package from the registry may take the place of another. */
const NODE =
	/^(node:.*|assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|events|fs|http|http2|https|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|repl|stream|string_decoder|sys|timers|tls|tty|url|util|v8|vm|wasi|worker_threads|zlib)(\/.*)?$/;

export const packageOf = (source: string): string => /^(@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? source;

export const isNodePart = (source: string): boolean => NODE.test(source);

/** What resolving gives: a module, or why there is none. */
export type Found =
	| { readonly type: 'module'; readonly id: string }
	| { readonly type: 'unknown'; readonly message: string }
	/** Not a matter of packages: a vendored library, or a name nobody knows. */
	| { readonly type: 'elsewhere'; readonly source: string };

/** Finds and reads the modules of added packages. */
export class PackageModules {
	readonly #set: PackageSet;
	readonly #absent = new Map<string, BuildProblem>();
	readonly #files = new Map<string, PackageFiles>();

	constructor(set: PackageSet) {
		this.#set = set;
	}

	get isEmpty(): boolean {
		return this.#set.packages.size === 0;
	}

	/** `importer` is a module id; anything but a module of a package is the creation itself. */
	resolve(source: string, importer: string, isRequire: boolean): Found {
		const from = placeOf(importer);
		if (!from) return this.#bare(source, this.#set.roots, isRequire);
		const files = this.#filesOf(from.key);
		if (/^[.#/]/.test(source)) {
			const lead = files?.inside(source, from.path, isRequire) ?? { type: 'none' };
			return this.#follow(lead, from.key, isRequire, `"${from.key}" lacks its file "${source}".`);
		}
		const instead = files?.instead(source);
		if (instead) return this.#follow(instead, from.key, isRequire, absent(source, from.key));
		const found = this.#bare(source, this.#needsOf(from.key), isRequire);
		if (found.type !== 'elsewhere') return found;
		return isNodePart(source) ? nodePart(source, from.key) : found;
	}

	/** Stands in the program for a module that is not there. */
	absent(found: Exclude<Found, { type: 'module' }>, importer: string): string {
		const isUnknown = found.type === 'unknown';
		const owner = placeOf(importer)?.key ?? importer;
		const message = isUnknown
			? found.message
			: `The package "${owner}" needs "${found.source}", which was not added.`;
		const missing = isUnknown ? {} : { missingPackage: packageOf(found.source) };
		const id = `${ABSENT}${message}`;
		this.#absent.set(id, { path: '', line: 0, column: 0, message, severity: 'error', ...missing });
		return id;
	}

	/** What is wrong with a program that imports these from outside. */
	problemsIn(imports: readonly string[]): readonly BuildProblem[] {
		return imports.flatMap((id) => this.#absent.get(id) ?? []);
	}

	load(id: string): string | undefined {
		if (id === EMPTY) return 'export default {};';
		if (id === PATH) return pathModule;
		const place = placeOf(id);
		const text = place && this.#filesOf(place.key)?.text(place.path);
		if (place === undefined || text === undefined) return undefined;
		if (/\.[mc]?js$/.test(place.path))
			return asCommonJs(text)
				.replaceAll(/\bprocess\.env\.NODE_ENV\b/g, '"production"')
				.replace(/^#!.*/, '');
		return place.path.endsWith('.css')
			? `globalThis.__aetherStyle(${JSON.stringify(id)}, ${JSON.stringify(text)});export {};`
			: (assetModule(place.path, '', text) ?? 'export {};');
	}

	#bare(source: string, needs: Readonly<Record<string, string>>, isRequire: boolean): Found {
		const [, name = '', subpath = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(source) ?? [];
		const version = needs[name];
		const key = version === undefined ? '' : packageKey(name, version);
		const files = this.#filesOf(key);
		if (!files) return { type: 'elsewhere', source };
		const message = subpath
			? `The package "${name}" has no part "${subpath}".`
			: `The package "${name}" has nothing to import by its name alone.`;
		return this.#follow(files.entry(subpath, isRequire), key, isRequire, message);
	}

	#follow(lead: Lead, key: string, isRequire: boolean, message: string): Found {
		switch (lead.type) {
			case 'file':
				return { type: 'module', id: `${PACKAGE}${key}/${lead.path}` };
			case 'empty':
				return { type: 'module', id: EMPTY };
			case 'none':
				return { type: 'unknown', message };
			case 'package': {
				const found = this.#bare(lead.source, this.#needsOf(key), isRequire);
				return found.type === 'elsewhere' && isNodePart(lead.source) ? nodePart(lead.source, key) : found;
			}
		}
	}

	/** Its own dependencies, itself, and for what it only expects to be there what the creation names. */
	#needsOf(key: string): Readonly<Record<string, string>> {
		const found = this.#set.packages.get(key);
		if (!found) return {};
		return { ...this.#set.roots, ...found.dependencies, [found.name]: found.version };
	}

	#filesOf(key: string): PackageFiles | undefined {
		const known = this.#files.get(key);
		const found = known ? undefined : this.#set.packages.get(key);
		if (!found) return known;
		const files = new PackageFiles(found);
		this.#files.set(key, files);
		return files;
	}
}

/** A module for every loader may ask for `require` to know that it is CommonJS; the tool answers for `module` alone. */
function asCommonJs(text: string): string {
	const isCommonJs = /\bmodule\.exports\b/.test(text) && !/^\s*(import|export)\b/m.test(text);
	return isCommonJs ? text.replaceAll(/\btypeof require\b/g, '"function"') : text;
}

/** Makes modules of packages that are written as CommonJS. */
export async function commonJs(): Promise<Plugin> {
	const { default: commonjs } = await import('@rollup/plugin-commonjs');
	return commonjs({
		include: /^package:.*\.(js|cjs)$/,
		extensions: ['.js', '.cjs'],
		// Libraries of AetherOS are ES modules; `require` of one gives all its names.
		esmExternals: true,
		requireReturnsDefault: (id) => (/\.json$/.test(id) || id === PATH || id === EMPTY ? 'preferred' : false),
		// There is no folder to look through.
		dynamicRequireRoot: '/',
		ignoreDynamicRequires: true,
	});
}

function placeOf(id: string): { readonly key: string; readonly path: string } | undefined {
	const plain = id.replace(/^\0/, '').replace(/\?.*$/, '');
	const match = /^package:((?:@[^/]+\/)?[^/]+@[^/]+)\/(.+)$/.exec(plain);
	return match ? { key: match[1] ?? '', path: match[2] ?? '' } : undefined;
}

export const isPackageModule = (id: string): boolean =>
	id === EMPTY || id === PATH || placeOf(id) !== undefined;

function nodePart(source: string, key: string): Found {
	const part = source.replace(/^node:/, '');
	if (part === 'path' || part === 'path/posix') return { type: 'module', id: PATH };
	return { type: 'unknown', message: absent(part, key) };
}

const absent = (part: string, key: string): string =>
	`The package "${key}" needs "${part}", a part of Node that no browser has.`;
