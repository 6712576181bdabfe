import type { Kind } from '../kind.ts';
import { renderBy } from '../render.ts';
import { check } from './check.ts';
import { guide } from './guide.ts';
import { apiKits } from './kits.ts';
import { probes } from './probes.ts';

/** HTTP APIs: a function from request to response, described by an OpenAPI document and run in a worker. */
export const apiKind: Kind = {
	id: 'api',
	label: 'API',
	kits: apiKits,
	entry: 'src/index.ts',
	guide,
	check,
	probes,
	render: (spec, links) => renderBy(apiKits, spec, { links }),
};
