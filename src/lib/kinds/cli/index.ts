import type { Files } from '#lib/model/files.ts';
import { SPEC_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Kind } from '../kind.ts';
import { check } from './check.ts';
import { guide } from './guide.ts';
import { cliKits } from './kits.ts';
import { probes } from './probes.ts';
import { ENTRY, program } from './program.ts';

/** Command line tools: a function over arguments, input and files, served by the runtime and run in a terminal. */
export const cliKind: Kind = {
	id: 'cli',
	label: 'CLI',
	kits: cliKits,
	entry: ENTRY,
	guide,
	check,
	program,
	probes,
	bytesLimit: 16 * 1024 * 1024,
	render,
};

async function render(spec: Spec): Promise<Result<Files, Problem>> {
	const kit = cliKits.find(({ id }) => id === spec.kit);
	if (!kit) return err(kitMissing(spec.kit));
	const { render: renderKit } = await kit.load();
	return ok(new Map([...renderKit(spec), [SPEC_PATH, `${JSON.stringify(spec, null, 2)}\n`]]));
}

const kitMissing = (id: string): Problem => ({
	type: 'kit-missing',
	message: id
		? `There is no starter kit called "${id}".`
		: 'No starter kit makes this command line tool. Name what it reads and what it prints, or connect a model in Settings.',
	action: 'Choose a kit on the home screen',
});
