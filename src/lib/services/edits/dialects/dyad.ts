import { attribute, deleteTag, editTag, fileTag, moveTag, type Dialect, type TagPart } from './dialect.ts';
import type { Tag } from '../tags.ts';

const part = (tag: Tag): TagPart => ({
	dialect: 'dyad',
	tag,
	path: attribute(tag, 'path', 'filepath', 'file'),
});

export const dyad: Dialect = {
	id: 'dyad',
	tags: {
		'dyad-write': (tag) => (tag.attributes.size === 0 ? null : fileTag(part(tag))),
		'dyad-search-replace': (tag) => (tag.attributes.size === 0 ? null : editTag(part(tag))),
		'dyad-delete': (tag) => deleteTag(part(tag)),
		'dyad-rename': (tag) => moveTag('dyad', attribute(tag, 'from'), attribute(tag, 'to')),
	},
};
