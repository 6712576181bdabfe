import type { Kind } from '../kind.ts';
import { renderBy } from '../render.ts';
import { check } from '../check.ts';
import { compositeProblems, isCompositeIn } from './composite.ts';
import { guide } from './guide.ts';
import { appKits } from './kits.ts';

/** Apps: React in TSX, started in an opaque frame; and composites, which the house runs. */
export const appKind: Kind = {
	id: 'app',
	label: 'App',
	kits: appKits,
	entry: 'src/main.tsx',
	guide,
	check: (files) => [...check(files), ...compositeProblems(files)],
	interprets: isCompositeIn,
	interpret: (files) => Promise.resolve(compositeProblems(files)),
	render: (spec, links) => renderBy(appKits, spec, { links }),
};
