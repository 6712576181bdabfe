import type { Closer, Ending } from './body.ts';
import { readTag, tagHead, type Tag } from './tags.ts';

/** Closes at `</name>` that repeats the key; such a closer is sure, so that the content may quote the tags themselves. */
export function keyedCloser(name: string, key: string): Closer {
	const repeats = (tag: Tag): boolean =>
		[...tag.attributes].some(
			([attribute, value]) => value === key || (value === '' && attribute === plainKey(key)),
		);
	// By the rule a closer starts its line, but nothing else holds the key of this reply.
	const isAtEnd = (text: string): boolean => {
		if (!text.endsWith('>') || !text.includes(key)) return false;
		const tag = readTag(text.slice(text.lastIndexOf('<')));
		return tag !== null && tag !== 'incomplete' && tag.isClosing && tag.name === name && repeats(tag);
	};
	return {
		name: `</${name} key="${key}">`,
		read: (text) => {
			const tag = tagAtStart(text);
			if (!tag)
				return isAtEnd(text)
					? { type: 'sure', before: text.slice(0, text.lastIndexOf('<')), after: '' }
					: null;
			if (tag.isClosing && tag.name === name) {
				if (repeats(tag)) return { type: 'sure', before: '', after: tag.rest };
				// A closer with another key is quoted; one without any may be a slip.
				return tag.attributes.size === 0 ? { type: 'likely', before: '', after: tag.rest } : null;
			}
			// Content that quotes the protocol does not know the key of this reply, so this is the next part.
			return !tag.isClosing && isSameFamily(tag.name, name) && repeats(tag) ? { type: 'implied' } : null;
		},
	};
}

const plainKey = (key: string): string => key.toLowerCase().replace(/[-_]/g, '');

/** Closes at `</name>` at the start or the end of a line; never beyond doubt, for the content may quote it. */
export function tagCloser(name: string, parents: readonly string[] = []): Closer {
	const mark = `/\\s*${name.replaceAll('-', '[-_]')}\\s*>`;
	const anywhere = new RegExp(mark, 'i');
	const atEnd = new RegExp(`^(.*?)(<{1,2}\\s*${mark})((?:\\s*</[\\w:-]+\\s*>)*\\s*)$`, 'i');
	return {
		name: `</${name}>`,
		read: (text) => {
			const ending = readStart(text, name, parents);
			if (ending || !text.includes('/') || !anywhere.test(text)) return ending;
			const closer = atEnd.exec(text);
			return closer && { type: 'likely', before: blankToNothing(closer[1] ?? ''), after: closer[3] ?? '' };
		},
	};
}

function readStart(text: string, name: string, parents: readonly string[]): Ending {
	const tag = tagAtStart(text);
	if (!tag) return null;
	if (tag.isClosing && tag.name === name) return { type: 'likely', before: '', after: tag.rest };
	if (tag.isClosing && parents.includes(tag.name)) return { type: 'opener' };
	const isOpener = isSameFamily(tag.name, name) || parents.includes(tag.name);
	return !tag.isClosing && isOpener && tag.attributes.size > 0 ? { type: 'opener' } : null;
}

/** Closes at a line of at least as many of the same mark as opened the fence; inside Markdown, inner fences are stepped over. */
export function fenceCloser(mark: string, isMarkdown: boolean): Closer {
	const character = mark.charAt(0);
	let depth = 0;
	return {
		name: mark,
		read: (text) => {
			const fence = readFence(text);
			if (fence?.mark.charAt(0) !== character) return null;
			if (fence.info !== '') {
				if (isMarkdown && fence.mark.length <= mark.length) depth++;
				return null;
			}
			if (depth > 0) {
				depth--;
				return null;
			}
			return fence.mark.length >= mark.length ? { type: 'sure', before: '', after: '' } : null;
		},
	};
}

export interface Fence {
	readonly mark: string;
	readonly info: string;
	readonly indent: number;
}

/** A line of three or more backticks or tildes with what stands behind them. */
export function readFence(text: string): Fence | null {
	const first = firstCode(text);
	if (first !== 96 && first !== 126) return null;
	const fence = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^`]*?)[ \t]*$/.exec(text);
	return fence ? { indent: fence[1]?.length ?? 0, mark: fence[2] ?? '', info: fence[3] ?? '' } : null;
}

/** The first character that is no white space: nearly every line is told from a closer by it. */
function firstCode(text: string): number {
	let at = 0;
	let code = text.charCodeAt(0);
	while (code === 32 || code === 9) code = text.charCodeAt(++at);
	return code;
}

function tagAtStart(text: string): Tag | null {
	if (firstCode(text) !== 60 || tagHead(text) === null) return null;
	const tag = readTag(text);
	return tag === 'incomplete' ? null : tag;
}

const blankToNothing = (text: string): string => (text.trim() === '' ? '' : text);

/** Tags of one protocol share the word before the first dash or colon; the others are families of their own. */
function isSameFamily(left: string, right: string): boolean {
	const family = (name: string) => /^(aether|dyad|lov)(?=[:-])/.exec(name)?.[1] ?? name;
	return family(left) === family(right);
}
