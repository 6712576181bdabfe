import {
	attribute,
	deleteTag,
	editTag,
	fileTag,
	moveTag,
	type Dialect,
	type Opening,
	type TagPart,
} from './dialect.ts';
import type { Tag } from '../tags.ts';

const part = (tag: Tag): TagPart => {
	const key = attribute(tag, 'key', 'k');
	return {
		dialect: 'aether',
		tag,
		path: attribute(tag, 'path', 'file', 'name'),
		...(key === '' ? {} : { key }),
	};
};

/** Without any attribute it is a word in a sentence. */
const whenMeant = (make: (tag: Tag) => Opening) => (tag: Tag) =>
	tag.attributes.size === 0 ? null : make(tag);

const file = whenMeant((tag) => fileTag(part(tag)));
const edit = whenMeant((tag) => editTag(part(tag)));
const remove = whenMeant((tag) => deleteTag(part(tag)));
const move = whenMeant((tag) => moveTag('aether', attribute(tag, 'from', 'path'), attribute(tag, 'to')));

/** Our own wire format. */
export const aether: Dialect = {
	id: 'aether',
	tags: {
		'aether:file': file,
		'aether:edit': edit,
		'aether:delete': remove,
		'aether:move': move,
		'aether-file': file,
		'aether-edit': edit,
		'aether-delete': remove,
		'aether-move': move,
	},
};
