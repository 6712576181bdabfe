import * as z from 'zod/mini';
import {
	rollup,
	type Plugin,
	type PluginContext,
	type RollupCache,
	type RollupOutput,
} from '@rollup/browser';
import { textOf, type Files } from '#lib/model/files.ts';
import { LINK_FOLDER } from '#lib/model/manifest.ts';
import { VENDOR_PREFIX, type Program } from '../messages.ts';
import type { BuildProblem } from '../sandbox.ts';
import { assetModule, inlineCss } from './assets.ts';
import { bundlePackages, StandIns, type Bundled } from './bundled.ts';
import type { HtmlEntry } from './html.ts';
import { HOUSE_MODULES } from './house-modules.ts';
import { Kept } from './kept.ts';
import { ABSENT, commonJs, isNodePart, isPackageModule, packageOf, PackageModules } from './packages.ts';
import { extensionOf, findFile, joinPath } from './paths.ts';
import { absentLibrary, pathOf, placeOf, problemOf } from './problem.ts';
import { AHEAD, type BuildOutcome, type BuildRequest } from './request.ts';
import { transformModule, type Transformed } from './transform.ts';

const FILE = 'creation:';
const ENTRY = '\0entry';
/** Creations whose work is kept warm. */
const MAX_KEPT = 8;

/** Turns creations into programs. Keeps what did not change from build to build. */
export class Builds {
	readonly #kept = new Map<string, Kept>();

	async build(request: BuildRequest, isSuperseded: () => boolean): Promise<BuildOutcome> {
		const since = performance.now();
		if (!request.files.has(request.entry)) return { type: 'entry-missing' };
		const build = new Build(request, this.#keptFor(request.key), isSuperseded);
		try {
			return await build.run(since);
		} catch (error) {
			if (isSuperseded()) return { type: 'superseded' };
			return { type: 'failed', problems: [...build.problems, problemOf(error, request.entry)] };
		}
	}

	#keptFor(key: string): Kept {
		const kept = this.#kept.get(key) ?? this.#kept.get(AHEAD)?.copy() ?? new Kept();
		this.#kept.delete(key);
		this.#kept.set(key, kept);
		const [oldest] = this.#kept.keys();
		if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
		return kept;
	}
}

/** How the CommonJS tool marks what it resolves for a `require`. */
const wasRequired = z.object({ 'node-resolve': z.object({ isRequire: z.literal(true) }) });

class Build {
	readonly problems: BuildProblem[] = [];
	readonly #request: BuildRequest;
	readonly #files: Files;
	readonly #kept: Kept;
	readonly #isSuperseded: () => boolean;
	readonly #packages: PackageModules;
	#html: HtmlEntry | null = null;
	#standIns: StandIns | undefined;

	constructor(request: BuildRequest, kept: Kept, isSuperseded: () => boolean) {
		this.#request = request;
		this.#files = request.files;
		this.#kept = kept;
		this.#isSuperseded = isSuperseded;
		this.#packages = new PackageModules(request.packages ?? { roots: {}, packages: new Map() });
	}

	async run(since: number): Promise<BuildOutcome> {
		const { entry } = this.#request;
		if (extensionOf(entry) === '.html') this.#html = (await import('./html.ts')).readHtml(entry, this.#files);
		const bundled = await this.#kept.packagesOf(this.#request.packages);
		this.#standIns = bundled && new StandIns(bundled);
		const besides = bundled && (await this.#rolled('besides', since).catch(() => undefined));
		if (besides && besides.type !== 'failed') return besides;
		if (this.#isSuperseded()) return { type: 'superseded' };
		// What fails is built as a whole: that tells best why, or there was something that only works so.
		this.#standIns = undefined;
		this.problems.length = 0;
		const whole = await this.#rolled('whole', since);
		if (whole.type === 'built') this.#kept.bundleWith((entries) => this.#bundle(entries));
		return whole;
	}

	async #rolled(way: 'whole' | 'besides', since: number): Promise<BuildOutcome> {
		const cache = this.#kept[way];
		const bundle = await rollup({
			input: ENTRY,
			plugins: way === 'whole' ? await this.#allPlugins() : [this.#plugin()],
			treeshake: false,
			...(cache ? { cache: unresolved(cache) } : {}),
			onwarn: () => undefined,
		});
		this.#kept[way] = bundle.cache;
		const intro = this.#standIns?.intro ?? '';
		const output = await bundle.generate({
			format: 'es',
			sourcemap: true,
			inlineDynamicImports: true,
			intro,
		});
		if (this.#isSuperseded()) return { type: 'superseded' };
		return this.#outcome(output, since);
	}

	#bundle(entries: readonly string[]): Promise<Bundled | undefined> {
		const build = new Build(this.#request, new Kept(), () => false);
		return build.#allPlugins().then((plugins) => bundlePackages(entries, plugins, this.#request.libraries));
	}

	async #allPlugins(): Promise<Plugin[]> {
		return [...(this.#packages.isEmpty ? [] : [await commonJs()]), this.#plugin()];
	}

	#outcome({ output: [chunk] }: RollupOutput, since: number): BuildOutcome {
		const vendors = [...chunk.imports, ...chunk.dynamicImports]
			.filter((id) => id.startsWith(VENDOR_PREFIX))
			.map((id) => id.slice(VENDOR_PREFIX.length));
		for (const name of vendors) this.#checkNames(name, chunk.importedBindings[VENDOR_PREFIX + name] ?? []);
		this.problems.push(...this.#packages.problemsIn([...chunk.imports, ...chunk.dynamicImports]));
		const errors = this.problems.filter(({ severity }) => severity === 'error');
		if (errors.length > 0) return { type: 'failed', problems: this.problems };
		const program: Program = {
			module: chunk.code,
			scripts: this.#html?.scripts ?? [],
			page: this.#html?.page ?? null,
		};
		return {
			type: 'built',
			program,
			vendors: [...new Set([...vendors, ...(this.#standIns?.vendors ?? [])])],
			map: chunk.map?.toString() ?? '',
			warnings: this.problems,
			buildMs: performance.now() - since,
		};
	}

	#plugin(): Plugin {
		const check = (context: PluginContext) => this.#standIns?.check(context);
		return {
			name: 'creation',
			resolveId: (source, importer, { custom }) =>
				this.#resolve(source, importer, wasRequired.safeParse(custom).success),
			load: (id) => this.#standIns?.load(id) ?? this.#packages.load(id) ?? this.#load(id),
			transform: (code, id) => this.#transform(code, id),
			buildEnd() {
				check(this);
			},
		};
	}

	#resolve(
		source: string,
		importer: string | undefined,
		isRequire: boolean,
	): { id: string; external?: boolean } {
		if (importer === undefined || source.startsWith(FILE) || source.startsWith('\0')) return { id: source };
		if (isPackageModule(source)) return { id: source };
		if (source.startsWith(VENDOR_PREFIX) || source.startsWith(ABSENT)) return { id: source, external: true };
		if (HOUSE_MODULES.has(source)) return { id: `\0${source}` };
		if (this.#request.libraries.has(source)) return { id: VENDOR_PREFIX + source, external: true };
		if (isPackageModule(importer)) return this.#ofPackage(source, importer, isRequire);
		const from = importer.startsWith('\0') ? this.#request.entry : pathOf(importer);
		const link = /^aether:([a-z0-9-]+)$/.exec(source)?.[1];
		if (link !== undefined) return this.#link(link, source, from);
		const [address = '', query] = source.split('?');
		if (!/^[./]/.test(address)) return this.#bare(source, importer, from);
		const path = findFile(this.#files, joinPath(from, address));
		if (path === undefined)
			return this.#unknown(source, from, `There is no file "${joinPath(from, address)}".`);
		return { id: FILE + path + (query === undefined ? '' : `?${query}`) };
	}

	#bare(source: string, importer: string, from: string): { id: string; external?: boolean } {
		const found = this.#packages.resolve(source, importer, false);
		if (found.type === 'module') return { id: this.#standIn(found.id, source, importer) };
		if (found.type === 'unknown') return this.#unknown(source, from, found.message);
		const missing = isNodePart(source) ? undefined : packageOf(source);
		return this.#unknown(source, from, absentLibrary(source, this.#request.libraries), missing);
	}

	/** The module of a package that the creation imports, or what stands in for it. */
	#standIn(id: string, source: string, importer: string): string {
		this.#kept.needs(id);
		return this.#standIns?.nameFor(id, source, importer) ?? id;
	}

	/** What a module of an added package imports. Many only try a `require`, so a problem counts once it is in the program. */
	#ofPackage(source: string, importer: string, isRequire: boolean): { id: string; external?: boolean } {
		const found = this.#packages.resolve(source, importer, isRequire);
		if (found.type === 'elsewhere' && this.#request.libraries.has(found.source))
			return { id: VENDOR_PREFIX + found.source, external: true };
		if (found.type === 'module') return { id: found.id };
		return { id: this.#packages.absent(found, importer), external: true };
	}

	#link(alias: string, source: string, from: string): { id: string; external?: boolean } {
		const path = `${LINK_FOLDER}${alias}.ts`;
		if (this.#files.has(path)) return { id: FILE + path };
		return this.#unknown(source, from, `There is no link "${alias}" in aether.json.`);
	}

	/** Notes the problem and goes on, so that all of them are told at once. */
	#unknown(
		source: string,
		path: string,
		message: string,
		missingPackage?: string,
	): { id: string; external: boolean } {
		const code = textOf(this.#files.get(path));
		const place = [`'${source}'`, `"${source}"`]
			.map((needle) => placeOf(code, needle))
			.find(({ line }) => line > 0);
		const missing = missingPackage === undefined ? {} : { missingPackage };
		this.problems.push({ path, line: 0, column: 0, ...place, message, severity: 'error', ...missing });
		return { id: source, external: true };
	}

	#load(id: string): string | null {
		if (id === ENTRY) return this.#entryModule();
		const house = id.startsWith('\0') ? HOUSE_MODULES.get(id.slice(1)) : undefined;
		if (house !== undefined) return house;
		const inline = /^\0inline:(\d+)$/.exec(id);
		if (inline) return this.#inlineModule(Number(inline[1]));
		if (!id.startsWith(FILE)) return null;
		const path = pathOf(id);
		const query = id.includes('?') ? id.slice(id.indexOf('?')) : '';
		const content = this.#files.get(path) ?? '';
		const asset = this.#asset(path, query, content);
		return asset ?? textOf(content) ?? '';
	}

	#asset(path: string, query: string, content: string | Uint8Array): string | null {
		if (extensionOf(path) === '.css' && query === '')
			return `globalThis.__aetherStyle(${JSON.stringify(path)}, ${JSON.stringify(inlineCss(path, this.#files))});export {};`;
		try {
			return assetModule(path, query, content);
		} catch (error) {
			this.problems.push(problemOf(error, path));
			return 'export default null;';
		}
	}

	#entryModule(): string {
		const { entry } = this.#request;
		const address = JSON.stringify(FILE + entry);
		if (this.#html)
			return this.#html.modules
				.map((each, index) =>
					'path' in each ? `import ${JSON.stringify(`/${each.path}`)};` : `import "\\0inline:${index}";`,
				)
				.join('\n');
		if (extensionOf(entry) === '.svelte')
			return `import { mount } from 'svelte'; import App from ${address}; mount(App, { target: document.getElementById('app') });`;
		return `export * from ${address}; import * as entry from ${address}; export default entry.default;`;
	}

	#inlineModule(index: number): string {
		const found = this.#html?.modules[index];
		return found && 'code' in found ? found.code : '';
	}

	#transform(code: string, id: string): Promise<Transformed> | null {
		if (this.#isSuperseded()) throw new Error('superseded');
		const path = id.startsWith('\0inline:') ? `${this.#request.entry}.js` : pathOf(id);
		const isProgram = id.startsWith(FILE) && !id.includes('?') && /\.([mc]?[jt]sx?|svelte)$/.test(path);
		if (!isProgram && !id.startsWith('\0inline:')) return null;
		return this.#transformed(id, path, code);
	}

	#transformed(id: string, path: string, source: string): Promise<Transformed> {
		const known = this.#kept.transformed.get(id);
		if (known?.source === source) return known.result;
		const result = transformModule(path, source).catch((error: unknown): Transformed => {
			this.problems.push(problemOf(error, path));
			this.#kept.transformed.delete(id);
			return { code: 'export {};', map: null };
		});
		this.#kept.transformed.set(id, { source, result });
		return result;
	}

	/** A wrong name would only fail inside the sandbox, without a place. */
	#checkNames(name: string, used: readonly string[]): void {
		const given = this.#request.libraries.get(name) ?? [];
		for (const binding of used)
			if (binding !== '*' && !given.includes(binding)) this.problems.push(this.#missingName(name, binding));
	}

	#missingName(name: string, binding: string): BuildProblem {
		const message = `"${name}" has no ${binding === 'default' ? 'default export' : `export "${binding}"`}.`;
		for (const [path, content] of this.#files) {
			const text = textOf(content);
			const place = placeOf(text?.includes(binding) ? text : undefined, name);
			if (place.line > 0) return { path, ...place, message, severity: 'error' };
		}
		return { path: this.#request.entry, line: 0, column: 0, message, severity: 'error' };
	}
}

/** What was read before, without where its imports led: a file may have come or gone meanwhile. */
const unresolved = ({ modules, ...rest }: RollupCache): RollupCache => ({
	...rest,
	modules: modules.map((module) => ({ ...module, resolvedIds: {} })),
});
