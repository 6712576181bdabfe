import type { BuildModule } from '#lib/kinds/alone.ts';
import type { Files } from '#lib/model/files.ts';
import { namedPackages } from '#lib/model/package.ts';
import { buildModule } from '#lib/services/sandbox/build-module.ts';
import type { Services } from '../services.ts';

/** Builds what is taken along of `files`, with the packages that they name. */
export const buildAlone =
	(files: Files, services: Services): BuildModule =>
	async (program, entry) => {
		const hasPackages = Object.keys(namedPackages(files)).length > 0;
		const packages = hasPackages ? await (await services.packages()).setFor(files) : undefined;
		return buildModule(program, entry, packages);
	};
