import type { PackageSet } from '#lib/model/package.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { Builder } from './builder/builder.ts';
import { Vendor } from './vendor.ts';

/**
 * Builds a program that imports the package `name` of `set`, in a builder of its own, and runs nothing. Fails with what
 * would keep creations from using it: a part of Node, a file that is not there, code that cannot be read.
 */
export async function tryPackage(
	set: PackageSet,
	name: string,
	vendor = new Vendor(),
): Promise<Result<void, Problem>> {
	const builder = new Builder();
	const files = new Map([['trial.js', `import * as it from ${JSON.stringify(name)};\nexport default it;\n`]]);
	try {
		const libraries = await vendor.libraries();
		const outcome = await builder.build({ key: name, files, entry: 'trial.js', libraries, packages: set });
		if (outcome.type === 'built') return ok(undefined);
		const first = outcome.type === 'failed' ? outcome.problems[0] : undefined;
		// Some packages are only imported by their parts.
		if (first?.message.endsWith('nothing to import by its name alone.')) return ok(undefined);
		return err({ type: 'package-refused', message: first?.message ?? 'It could not be built.' });
	} finally {
		builder.end();
	}
}
