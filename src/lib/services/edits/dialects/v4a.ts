import { body, type Dialect } from './dialect.ts';
import { isPatchBegin, V4aBody } from '../v4a-body.ts';

/** OpenAI's patch format. */
export const v4a: Dialect = {
	id: 'v4a',
	line: (text) => (isPatchBegin(text) ? body(new V4aBody(null)) : null),
};
