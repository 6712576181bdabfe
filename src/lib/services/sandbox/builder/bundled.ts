import { rollup, type ModuleInfo, type Plugin, type PluginContext, type RollupCache } from '@rollup/browser';
import { VENDOR_PREFIX } from '../messages.ts';
import { ABSENT } from './packages.ts';

/** Begins the name of the module that stands for one of a bundled package. */
const STAND_IN = '\0bundled:';
const ENTRY = '\0packages';
const LOADER = '__aetherPackages';

/** The packages of a creation in one piece. They never change, and reading them anew would be most of each build. */
export interface Bundled {
	/** Stands before the program: imports of libraries, and what runs the packages when the first of them is needed. */
	readonly intro: string;
	/** Libraries that they import. */
	readonly vendors: readonly string[];
	/** By module what can be imported of it; null for CommonJS, which tells that when it runs. */
	readonly exports: ReadonlyMap<string, ReadonlySet<string> | null>;
}

/**
 * Bundles the modules `entries` of packages, which `plugins` find and read. Undefined for what only works or only fails as
 * a part of the program itself: code that waits at its top level, asks for its own address, or lacks something.
 */
export async function bundlePackages(
	entries: readonly string[],
	plugins: readonly Plugin[],
	libraries: ReadonlyMap<string, readonly string[]>,
): Promise<Bundled | undefined> {
	let asksForAddress = false;
	const watch: Plugin = {
		name: 'address',
		transform: (code) => {
			asksForAddress ||= /\bimport\.meta\b/.test(code);
		},
	};
	const all = [entryPlugin(entries), ...plugins, watch];
	try {
		const { exports, cache } = await exportsOf(entries, all);
		const found = asksForAddress ? undefined : await wholeOf(all, cache, libraries);
		return found && { ...found, exports };
	} catch {
		return undefined;
	}
}

const entryPlugin = (entries: readonly string[]): Plugin => ({
	name: 'packages',
	resolveId: (source) => (source === ENTRY ? source : null),
	load: (id) =>
		id === ENTRY
			? entries.map((entry, index) => `export * as m${index} from ${JSON.stringify(entry)};`).join('\n')
			: null,
});

const COMMON = { treeshake: false, onwarn: () => undefined } as const;

async function exportsOf(entries: readonly string[], plugins: readonly Plugin[]) {
	const anything = new Set<string>();
	const note: Plugin = {
		name: 'names',
		moduleParsed: ({ id, syntheticNamedExports }: ModuleInfo) => {
			// CommonJS is wrapped for whoever imports it: `package:a@1.0.0/index.js?commonjs-es-import`.
			if (syntheticNamedExports !== false) anything.add(id.replace(/^\0/, '').replace(/\?.*$/, ''));
		},
	};
	const input = Object.fromEntries(entries.map((entry, index) => [`m${index}`, entry]));
	const bundle = await rollup({ ...COMMON, input, plugins: [...plugins, note] });
	const { output } = await bundle.generate({ format: 'es' });
	const names = new Map(
		output.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.name, chunk.exports] as const] : [])),
	);
	const exports = new Map(
		entries.map((entry, index) => [
			entry,
			anything.has(entry) ? null : new Set(names.get(`m${index}`) ?? []),
		]),
	);
	return { exports, cache: bundle.cache };
}

async function wholeOf(
	plugins: readonly Plugin[],
	cache: RollupCache | undefined,
	libraries: ReadonlyMap<string, readonly string[]>,
): Promise<Omit<Bundled, 'exports'> | undefined> {
	const bundle = await rollup({
		...COMMON,
		input: ENTRY,
		plugins: [...plugins],
		...(cache ? { cache } : {}),
	});
	const names = new Map<string, string>();
	const nameOf = (id: string): string => {
		const name = names.get(id) ?? `__aetherLibrary${names.size}`;
		names.set(id, name);
		return name;
	};
	const { output } = await bundle.generate({
		...{ format: 'iife', name: 'packages', exports: 'named', interop: 'esModule' },
		...{ globals: nameOf, inlineDynamicImports: true, indent: false },
	});
	const [chunk] = output;
	const imported = [...chunk.imports, ...chunk.dynamicImports];
	const lacks = (id: string): boolean =>
		(chunk.importedBindings[id] ?? []).some(
			(name) => name !== '*' && !libraries.get(id.slice(VENDOR_PREFIX.length))?.includes(name),
		);
	if (imported.some((id) => id.startsWith(ABSENT) || !id.startsWith(VENDOR_PREFIX) || lacks(id)))
		return undefined;
	const imports = [...names].map(([id, name]) => `import * as ${name} from ${JSON.stringify(id)};`);
	return {
		intro: `${imports.join('')}let __aetherLoaded;const ${LOADER}=()=>__aetherLoaded??=(()=>{${chunk.code}
return packages;})();`,
		vendors: [...new Set(imported)].map((id) => id.slice(VENDOR_PREFIX.length)),
	};
}

/** In the place of modules of packages, in one build. */
export class StandIns {
	readonly #bundled: Bundled;
	/** Module of the creation → what it imports → the module that this means. */
	readonly #asked = new Map<string, Map<string, string>>();

	constructor(bundled: Bundled) {
		this.#bundled = bundled;
	}

	get intro(): string {
		return this.#bundled.intro;
	}

	get vendors(): readonly string[] {
		return this.#bundled.vendors;
	}

	/** Name of what stands in for the module `id`. Throws where that was not bundled. */
	nameFor(id: string, source: string, importer: string): string {
		if (!this.#bundled.exports.has(id)) throw new Error(NOT_BUNDLED);
		const sources = this.#asked.get(importer) ?? new Map<string, string>();
		this.#asked.set(importer, sources.set(source, id));
		return STAND_IN + id;
	}

	/** The code: each use of a name reads it anew from the bundled module, as an import would. */
	load(id: string) {
		const of = id.startsWith(STAND_IN) ? id.slice(STAND_IN.length) : undefined;
		const index = of === undefined ? -1 : [...this.#bundled.exports.keys()].indexOf(of);
		if (of === undefined || index < 0) return undefined;
		const names = this.#bundled.exports.get(of);
		const code = `export const __aetherModule = ${LOADER}().m${index};`;
		return {
			code: !names || names.has('default') ? `${code}export default __aetherModule.default;` : code,
			syntheticNamedExports: '__aetherModule',
		};
	}

	/** Throws where a name is imported that the module does not have: what stands in would give any. */
	check(context: PluginContext): void {
		for (const [importer, sources] of this.#asked)
			for (const [source, id] of sources) {
				const names = this.#bundled.exports.get(id);
				const body = context.getModuleInfo(importer)?.ast?.body ?? [];
				if (names && namesFrom(body, source).some((name) => !names.has(name))) throw new Error(NOT_BUNDLED);
			}
	}
}

const NOT_BUNDLED = 'The bundled packages do not give this.';

type Statement = NonNullable<ModuleInfo['ast']>['body'][number];

/** Names that the statements of a module import from `source`. */
function namesFrom(body: readonly Statement[], source: string): readonly string[] {
	return body.flatMap((statement) => {
		if (!('source' in statement) || statement.source?.value !== source || !('specifiers' in statement))
			return [];
		return statement.specifiers.flatMap((each) => {
			if (each.type === 'ImportDefaultSpecifier') return ['default'];
			if (each.type === 'ImportNamespaceSpecifier') return [];
			const name = each.type === 'ImportSpecifier' ? each.imported : each.local;
			return [name.type === 'Identifier' ? name.name : String(name.value)];
		});
	});
}
