import type { RollupCache } from '@rollup/browser';
import type { PackageSet } from '#lib/model/package.ts';
import type { Bundled } from './bundled.ts';
import type { Transformed } from './transform.ts';

/** What stays of a creation from build to build. */
export class Kept {
	readonly transformed = new Map<
		string,
		{ readonly source: string; readonly result: Promise<Transformed> }
	>();
	/** Of builds that read the packages too. */
	whole: RollupCache | undefined;
	/** Of builds in which the bundled packages stand. */
	besides: RollupCache | undefined;
	#signature = '';
	readonly #entries = new Set<string>();
	#bundledEntries = 0;
	#bundled: Promise<Bundled | undefined> = Promise.resolve(undefined);

	/** Begins with what this has read: files with the same path and content are not read again. */
	copy(): Kept {
		const copy = new Kept();
		for (const [id, each] of this.transformed) copy.transformed.set(id, each);
		copy.whole = this.whole;
		copy.#signature = this.#signature;
		return copy;
	}

	/** The bundled packages, once a build has told what of `set` it needs. What was kept of another set is forgotten. */
	packagesOf(set: PackageSet | undefined): Promise<Bundled | undefined> {
		const signature = JSON.stringify([set?.roots, [...(set?.packages.keys() ?? [])]]);
		if (signature !== this.#signature) {
			this.#signature = signature;
			this.#entries.clear();
			this.#bundledEntries = 0;
			this.#bundled = Promise.resolve(undefined);
			this.whole = this.besides = undefined;
		}
		return this.#bundled;
	}

	/** The creation imports this module of a package. */
	needs(id: string): void {
		this.#entries.add(id);
	}

	/** Bundles anew what is needed, if that has become more. Afterwards, so that nobody waits for it yet. */
	bundleWith(bundle: (entries: readonly string[]) => Promise<Bundled | undefined>): void {
		if (this.#entries.size === this.#bundledEntries) return;
		this.#bundledEntries = this.#entries.size;
		this.besides = undefined;
		const entries = [...this.#entries].sort();
		this.#bundled = new Promise((resolve) => setTimeout(() => resolve(bundle(entries))));
	}
}
