import type { Files } from '#lib/model/files.ts';
import type { PackageSet } from '#lib/model/package.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { Builder } from './builder/builder.ts';
import { failureOf } from './failure.ts';
import { Vendor } from './vendor.ts';

/** One ES module, and the libraries that it imports as `aether-vendor:NAME`, with all that those import. */
export interface ModuleOutput {
	readonly code: string;
	readonly libraries: ReadonlyMap<string, string>;
}

/** Builds a program in a builder of its own and runs nothing. Fails with `build-failed` or `entry-missing`. */
export async function buildModule(
	files: Files,
	entry: string,
	packages: PackageSet | undefined,
	vendor = new Vendor(),
): Promise<Result<ModuleOutput, Problem>> {
	const builder = new Builder();
	try {
		const libraries = await vendor.libraries();
		const request = { key: entry, files, entry, libraries, ...(packages ? { packages } : {}) };
		const outcome = await builder.build(request);
		if (outcome.type !== 'built') return err(failureOf(outcome, entry));
		const texts = await vendor.texts(outcome.vendors);
		return ok({ code: outcome.program.module, libraries: new Map(Object.entries(texts)) });
	} finally {
		builder.end();
	}
}
