import type { Files } from '#lib/model/files.ts';
import { SPEC_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Kind } from '../kind.ts';
import { check } from './check.ts';
import { guide } from './guide.ts';
import { databaseKits } from './kits.ts';
import { probes } from './probes.ts';
import { program } from './program.ts';

/** Databases: SQL files, run by PostgreSQL in a worker of the sandbox. */
export const databaseKind: Kind = {
	id: 'database',
	label: 'Database',
	kits: databaseKits,
	entry: 'schema.sql',
	guide,
	check,
	program,
	probes,
	bytesLimit: 256 * 1024 * 1024,
	render,
};

async function render(spec: Spec): Promise<Result<Files, Problem>> {
	const kit = databaseKits.find(({ id }) => id === (spec.kit || 'records'));
	if (!kit) return err(kitMissing(spec.kit));
	const { render: renderKit } = await kit.load();
	return ok(new Map([...renderKit(spec), [SPEC_PATH, `${JSON.stringify(spec, null, 2)}\n`]]));
}

const kitMissing = (id: string): Problem => ({
	type: 'kit-missing',
	message: `There is no starter kit called "${id}".`,
	action: 'Choose a kit on the home screen',
});
