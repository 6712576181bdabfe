import {
	attribute,
	container,
	deleteTag,
	editTag,
	fileTag,
	moveTag,
	type Dialect,
	type TagPart,
} from './dialect.ts';
import type { Tag } from '../tags.ts';

const part = (tag: Tag): TagPart => ({
	dialect: 'lovable',
	tag,
	path: attribute(tag, 'filepath', 'path', 'file'),
});

export const lovable: Dialect = {
	id: 'lovable',
	tags: {
		'lov-code': container,
		'lov-write': (tag) =>
			tag.attributes.size === 0 ? null : fileTag({ ...part(tag), parents: ['lov-code'] }),
		'lov-search-replace': (tag) =>
			tag.attributes.size === 0 ? null : editTag({ ...part(tag), parents: ['lov-code'] }),
		'lov-delete': (tag) => deleteTag(part(tag)),
		'lov-rename': (tag) =>
			moveTag('lovable', attribute(tag, 'originalfilepath', 'from'), attribute(tag, 'newfilepath', 'to')),
	},
};
