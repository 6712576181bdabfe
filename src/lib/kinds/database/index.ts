import type { Kind } from '../kind.ts';
import { renderBy } from '../render.ts';
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
	// Any things can stand in tables, so there is always a kit.
	render: (spec, links) => renderBy(databaseKits, spec, { links, kit: spec.kit || 'records' }),
};
