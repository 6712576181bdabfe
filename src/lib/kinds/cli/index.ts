import type { Kind } from '../kind.ts';
import { renderBy } from '../render.ts';
import { check } from './check.ts';
import { guide } from './guide.ts';
import { cliKits, pythonKits } from './kits.ts';
import { probes } from './probes.ts';
import { ENTRY, program, PYTHON_ENTRY } from './program.ts';

/** Command line tools: a function over arguments, input and files, served by the runtime and run in a terminal. */
export const cliKind: Kind = {
	id: 'cli',
	label: 'CLI',
	kits: cliKits,
	entry: ENTRY,
	entryIn: (files) => (files.has(PYTHON_ENTRY) ? PYTHON_ENTRY : ENTRY),
	guide,
	check,
	program,
	probes,
	bytesLimit: 16 * 1024 * 1024,
	render: (spec, links) =>
		renderBy(/\bpython\b/i.test(spec.sentence) ? pythonKits : cliKits, spec, { links, noKit: NO_KIT }),
};

const NO_KIT =
	'No starter kit makes this command line tool. Name what it reads and what it prints, or connect a model in Settings.';
