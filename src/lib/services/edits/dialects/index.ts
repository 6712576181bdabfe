import { aether } from './aether.ts';
import { artifact } from './artifact.ts';
import { bolt } from './bolt.ts';
import { diff } from './diff.ts';
import type { Dialect } from './dialect.ts';
import { directive } from './directive.ts';
import { dyad } from './dyad.ts';
import { fence } from './fence.ts';
import { lovable } from './lovable.ts';
import { searchReplace } from './search-replace.ts';
import { v0 } from './v0.ts';
import { v4a } from './v4a.ts';

/** All dialects that the reader understands, in the order in which they are asked. */
export const dialects: readonly Dialect[] = [
	aether,
	bolt,
	dyad,
	lovable,
	artifact,
	v0,
	directive,
	fence,
	searchReplace,
	v4a,
	diff,
];
