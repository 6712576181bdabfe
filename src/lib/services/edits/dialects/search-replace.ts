import { body, type Dialect } from './dialect.ts';
import { isBlockHead } from '../blocks.ts';
import { EditBody } from '../edit-body.ts';

/** Blocks without a tag or a fence around them; the path stands above the first. */
export const searchReplace: Dialect = {
	id: 'search-replace',
	line: (text, { above, lastPath }) => {
		if (!isBlockHead(text)) return null;
		const path = above?.path ?? lastPath;
		if (path === null)
			return { type: 'events', events: [{ type: 'malformed', reason: 'path-missing', text }] };
		const closer = { name: '>>>>>>> REPLACE', read: () => null };
		return {
			...body(new EditBody({ path, dialect: 'search-replace', closer, isBare: true })),
			keepsLine: true,
		};
	},
};
