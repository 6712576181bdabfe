import { body, type Dialect } from './dialect.ts';
import { artifactPath } from './artifact.ts';
import type { Closer } from '../body.ts';
import { readFence } from '../closers.ts';
import { FileBody } from '../file-body.ts';
import { cleanPath } from '../paths.ts';
import { readTag } from '../tags.ts';

const HEAD = /^[ \t]*:::[ \t]*artifact[ \t]*\{(.*)\}[ \t]*$/i;

/** `:::` alone on a line; one inside the fence that holds the content is content. */
function directiveCloser(): Closer {
	let mark: string | null = null;
	return {
		name: ':::',
		read: (text) => {
			const fence = readFence(text);
			if (fence && mark === null) mark = fence.mark;
			else if (fence?.info === '' && mark !== null && fence.mark.startsWith(mark)) mark = null;
			return mark === null && text.trim() === ':::' ? { type: 'sure', before: '', after: '' } : null;
		},
	};
}

/** `:::artifact{identifier="…" type="…" title="…"}` with a fence inside. */
export const directive: Dialect = {
	id: 'directive',
	line: (text) => {
		const head = HEAD.exec(text);
		const tag = head ? readTag(`<artifact ${head[1] ?? ''}>`) : null;
		if (!tag || tag === 'incomplete') return null;
		const path = cleanPath(artifactPath(tag, false) ?? '');
		return path ? body(new FileBody({ path, dialect: 'directive', closer: directiveCloser() })) : null;
	},
};
