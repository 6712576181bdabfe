import type { Kind } from '../kind.ts';
import { renderBy } from '../render.ts';
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
	render: (spec, links) => renderBy(appKits, spec, { links }),
};
