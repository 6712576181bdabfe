import { body, type Dialect } from './dialect.ts';
import { readFence } from '../closers.ts';
import { FenceBody } from '../fence-body.ts';

/** Code fences that name a file: in the info string, above, or in the first line. Others are part of the answer. */
export const fence: Dialect = {
	id: 'fence',
	line: (text, context) => {
		const found = readFence(text);
		return found ? body(new FenceBody(text, found, context)) : null;
	},
};
