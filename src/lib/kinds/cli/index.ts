import type { Kind } from '../kind.ts';
import { renderBy } from '../render.ts';
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
	render: (spec, links) => renderBy(cliKits, spec, { links, noKit: NO_KIT }),
};

const NO_KIT =
	'No starter kit makes this command line tool. Name what it reads and what it prints, or connect a model in Settings.';
