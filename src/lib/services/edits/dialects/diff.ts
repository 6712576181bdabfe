import { body, type Dialect } from './dialect.ts';
import { DiffBody, isDiffHead } from '../diff-body.ts';

/** A unified diff without a fence around it. */
export const diff: Dialect = {
	id: 'diff',
	line: (text) => (isDiffHead(text) ? { ...body(new DiffBody(null, null)), keepsLine: true } : null),
};
