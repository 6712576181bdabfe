import type { Files } from '#lib/model/files.ts';
import { SPEC_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Kind, Links } from '../kind.ts';
import { check } from './check.ts';
import { guide } from './guide.ts';
import { apiKits } from './kits.ts';
import { probes } from './probes.ts';

/** HTTP APIs: a function from request to response, described by an OpenAPI document and run in a worker. */
export const apiKind: Kind = {
	id: 'api',
	label: 'API',
	kits: apiKits,
	entry: 'src/index.ts',
	guide,
	check,
	probes,
	render,
};

async function render(spec: Spec, links?: Links): Promise<Result<Files, Problem>> {
	const kit = apiKits.find(({ id }) => id === spec.kit);
	if (!kit) return err(kitMissing(spec.kit));
	const { render: renderKit } = await kit.load();
	return ok(new Map([...renderKit(spec, links), [SPEC_PATH, `${JSON.stringify(spec, null, 2)}\n`]]));
}

const kitMissing = (id: string): Problem => ({
	type: 'kit-missing',
	message: id ? `There is no starter kit called "${id}".` : 'No starter kit was chosen.',
	action: 'Choose a kit on the home screen',
});
