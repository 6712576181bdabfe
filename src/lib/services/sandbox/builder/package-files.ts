import { exports as exported, imports as imported, legacy } from 'resolve.exports';
import * as z from 'zod/mini';
import { textOf, type Files } from '#lib/model/files.ts';
import type { BuildPackage } from '#lib/model/package.ts';
import { joinPath } from './paths.ts';

const browserMap = z.record(z.string(), z.union([z.string(), z.literal(false)]));
const manifestSchema = z.looseObject({
	name: z.string(),
	type: z.optional(z.string()),
	main: z.optional(z.string()),
	module: z.optional(z.string()),
	browser: z.optional(z.union([z.string(), browserMap])),
	exports: z.optional(z.unknown()),
	imports: z.optional(z.unknown()),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Where an import inside or of a package leads. */
export type Lead =
	| { readonly type: 'file'; readonly path: string }
	/** The package says that browsers get nothing here. */
	| { readonly type: 'empty' }
	/** Another package's name, with its subpath. */
	| { readonly type: 'package'; readonly source: string }
	| { readonly type: 'none' };

const NONE: Lead = { type: 'none' };
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.json', '/index.js', '/index.mjs', '/index.cjs', '/index.json'];

/** The files of one package version, as a browser is meant to see them. */
export class PackageFiles {
	readonly #files: Files;
	readonly #manifest: Manifest;

	constructor({ name, files }: BuildPackage) {
		this.#files = files;
		this.#manifest = manifestOf(files) ?? { name };
	}

	/** What `import 'name/subpath'` means; `subpath` is empty for the package itself. */
	entry(subpath: string, isRequire: boolean): Lead {
		const asked = subpath === '' ? '.' : `./${subpath}`;
		if (this.#manifest.exports !== undefined && this.#manifest.exports !== null)
			return this.#byMap(() => exported(this.#manifest, asked, conditions(isRequire)));
		return this.#seen(subpath === '' ? this.#main() : subpath);
	}

	/** What `./x`, `../x` or `#x` means in the file `from`. */
	inside(source: string, from: string, isRequire: boolean): Lead {
		if (source.startsWith('#'))
			return this.#byMap(() => imported(this.#manifest, source, conditions(isRequire)));
		return this.#seen(joinPath(from, source));
	}

	/** What the package has browsers use for another package; undefined when nothing special. */
	instead(source: string): Lead | undefined {
		const other = this.#replaced(source);
		if (other === undefined) return undefined;
		if (other === false) return { type: 'empty' };
		return other.startsWith('.') ? this.#seen(joinPath('', other)) : { type: 'package', source: other };
	}

	text(path: string): string | undefined {
		return textOf(this.#files.get(path));
	}

	#byMap(read: () => readonly string[] | void): Lead {
		try {
			for (const target of read() ?? []) {
				if (!target.startsWith('.')) return { type: 'package', source: target };
				const lead = this.#seen(joinPath('', target));
				if (lead.type !== 'none') return lead;
			}
		} catch {
			// The map has no such entry.
		}
		return NONE;
	}

	#main(): string {
		const main = legacy(this.#manifest, { browser: false, fields: ['module', 'main'] });
		const { browser } = this.#manifest;
		return typeof browser === 'string' ? browser : (main ?? 'index.js');
	}

	/** A file of the package, or what its `browser` map puts in its place. */
	#seen(path: string): Lead {
		const found = this.#find(joinPath('', path));
		if (found === undefined) return NONE;
		const other = this.#replaced(`./${found}`) ?? this.#replaced(`./${found.replace(/\.js$/, '')}`);
		if (other === false) return { type: 'empty' };
		if (other === undefined) return { type: 'file', path: found };
		if (!other.startsWith('.')) return { type: 'package', source: other };
		const replacement = this.#find(joinPath('', other));
		return replacement === undefined ? NONE : { type: 'file', path: replacement };
	}

	#replaced(source: string): string | false | undefined {
		const { browser } = this.#manifest;
		return typeof browser === 'object' ? browser[source] : undefined;
	}

	#find(path: string): string | undefined {
		const direct = ENDINGS.map((ending) => path + ending).find((each) => this.#files.has(each));
		if (direct !== undefined) return direct;
		const folder = manifestOf(this.#files, `${path}/package.json`);
		const main = folder && (folder.module ?? folder.main);
		const inFolder = main === undefined ? undefined : joinPath(`${path}/package.json`, main);
		return inFolder === undefined
			? undefined
			: ENDINGS.map((ending) => inFolder + ending).find((each) => this.#files.has(each));
	}
}

const conditions = (isRequire: boolean) => ({
	browser: true,
	require: isRequire,
	conditions: ['production', 'module'],
});

function manifestOf(files: Files, path = 'package.json'): Manifest | undefined {
	try {
		const read = manifestSchema.safeParse(JSON.parse(textOf(files.get(path)) ?? 'null'));
		return read.success ? read.data : undefined;
	} catch {
		return undefined;
	}
}
