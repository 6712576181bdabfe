import type { Files } from '#lib/model/files.ts';
import { SPEC_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Kind } from '../kind.ts';
import { check } from '../check.ts';
import { guide } from './guide.ts';
import { appKits } from './kits.ts';

/** Apps: React in TSX, started in an opaque frame. */
export const appKind: Kind = {
	id: 'app',
	label: 'App',
	kits: appKits,
	entry: 'src/main.tsx',
	guide,
	check,
	render,
};

async function render(spec: Spec): Promise<Result<Files, Problem>> {
	const kit = appKits.find(({ id }) => id === spec.kit);
	if (!kit) return err(kitMissing(spec.kit));
	const { render: renderKit } = await kit.load();
	return ok(new Map([...renderKit(spec), [SPEC_PATH, `${JSON.stringify(spec, null, 2)}\n`]]));
}

const kitMissing = (id: string): Problem => ({
	type: 'kit-missing',
	message: id ? `There is no starter kit called "${id}".` : 'No starter kit was chosen.',
	action: 'Choose a kit on the home screen',
});
