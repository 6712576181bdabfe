import type { Files } from '#lib/model/files.ts';
import { SPEC_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Kit, Links } from './kind.ts';

interface Rendering {
	readonly links?: Links | undefined;
	/** The kit to take; the spec's own when absent. */
	readonly kit?: string;
	/** What is said where the spec names no kit. */
	readonly noKit?: string;
}

/** The files that the kit of a spec makes, and the spec itself beside them. Fails with `kit-missing`. */
export async function renderBy(
	kits: readonly Kit[],
	spec: Spec,
	{ links = {}, kit: id = spec.kit, noKit = 'No starter kit was chosen.' }: Rendering = {},
): Promise<Result<Files, Problem>> {
	const kit = kits.find((each) => each.id === id);
	if (!kit) return err(kitMissing(id ? `There is no starter kit called "${id}".` : noKit));
	const { render } = await kit.load();
	return ok(new Map([...render(spec, links), [SPEC_PATH, `${JSON.stringify(spec, null, 2)}\n`]]));
}

const kitMissing = (message: string): Problem => ({
	type: 'kit-missing',
	message,
	action: 'Choose a kit on the home screen',
});
