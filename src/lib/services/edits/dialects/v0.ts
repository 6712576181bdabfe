import { attribute, container, deleteTag, moveTag, type Dialect } from './dialect.ts';

/** The tags beside v0's fences; the fences with `file="…"` are read like all fences. */
export const v0: Dialect = {
	id: 'v0',
	tags: {
		codeproject: container,
		deletefile: (tag) => deleteTag({ dialect: 'v0', tag, path: attribute(tag, 'file', 'path') }),
		movefile: (tag) => moveTag('v0', attribute(tag, 'from', 'file'), attribute(tag, 'to')),
	},
};
