import { attribute, body, fileTag, type Dialect, type Opening } from './dialect.ts';
import { tagCloser } from '../closers.ts';
import { looksLikePath, nameFor } from '../paths.ts';
import type { Tag } from '../tags.ts';
import { TextEditBody } from '../text-edit-body.ts';

function artifactTag(tag: Tag): Opening | null {
	const command = `${attribute(tag, 'command', 'operation')} ${attribute(tag, 'type')}`.toLowerCase();
	const isUpdate = /\b(update|edit)\b/.test(command);
	const path = artifactPath(tag, isUpdate);
	if (path === null) return null;
	if (!isUpdate) return fileTag({ dialect: 'artifact', tag, path });
	return body(new TextEditBody(path, tagCloser(tag.name)));
}

/** A document has an identifier and a type, not a path; an update names the identifier alone. */
export function artifactPath(tag: Tag, isUpdate: boolean): string | null {
	const names = ['path', 'filepath', 'filename', 'file', 'name', 'identifier', 'id', 'title'];
	const values = names.map((name) => attribute(tag, name)).filter((value) => value !== '');
	const path = values.find((value) => value.includes('.') && looksLikePath(value));
	if (path !== undefined) return path;
	const identifier = attribute(tag, 'identifier', 'id', 'title');
	const named = nameFor(identifier, attribute(tag, 'type'), attribute(tag, 'language', 'lang'));
	return isUpdate ? (named?.replace(/\.[a-z]+$/, '') ?? null) : named;
}

/** Claude's, LobeChat's and chat-ui's documents: written whole, or changed by `<old_str>` and `<new_str>`. */
export const artifact: Dialect = {
	id: 'artifact',
	tags: { artifact: artifactTag, antartifact: artifactTag, lobeartifact: artifactTag },
};
