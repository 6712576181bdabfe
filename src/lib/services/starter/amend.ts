import type { Spec, Understanding } from '#lib/model/spec.ts';
import type { Reading } from './reading.ts';
import { spansOf } from './spans.ts';

/** Changes a spec as a sentence wishes. */
export function amendSpec(_spec: Spec, reading: Reading): Understanding {
	return { type: 'refused', reason: 'This change was not understood.', spans: spansOf(reading) };
}
