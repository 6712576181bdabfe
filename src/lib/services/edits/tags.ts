/** A tag that stands at the start of a line, as written by a person, a rival's prompt or a tired model. */
export interface Tag {
	/** Lower case, `-` for `_`. */
	readonly name: string;
	readonly isClosing: boolean;
	readonly isSelfClosing: boolean;
	/** Names in lower case without `-` and `_`; values raw. */
	readonly attributes: ReadonlyMap<string, string>;
	/** What follows the tag on its line. */
	readonly rest: string;
}

/** Longest tag read; a longer one is text. */
export const MAX_TAG = 8 * 1024;

const HEAD = /^[ \t]*<{1,2}[ \t]*(\/?)[ \t]*([a-z][a-z0-9]*(?:[:_-][a-z0-9]+)*)(?=[\s/>:=]|$)/i;
const NAME = /[^\s=/>"']+/y;

/** The name and direction of the tag that a line starts with, before it is known to be complete. */
export function tagHead(text: string): { readonly name: string; readonly isClosing: boolean } | null {
	const head = HEAD.exec(text);
	if (!head?.[2]) return null;
	return { name: normalName(head[2]), isClosing: head[1] === '/' };
}

/** Reads the tag that `text` starts with; `incomplete` when it does not end in `text`, null when there is none. */
export function readTag(text: string): Tag | 'incomplete' | null {
	const head = HEAD.exec(text);
	if (!head?.[2]) return null;
	const attributes = new Map<string, string>();
	let at = head[0].length;
	while (at < text.length) {
		const character = text[at] ?? '';
		if (character === '>') return finish(head, attributes, text.slice(at + 1), false);
		if (character === '/' && text[at + 1] === '>') return finish(head, attributes, text.slice(at + 2), true);
		NAME.lastIndex = at;
		const name = NAME.exec(text);
		if (!name) {
			at++;
			continue;
		}
		at = NAME.lastIndex;
		const value = readValue(text, at);
		if (value === null) return 'incomplete';
		attributes.set(attributeName(name[0]), value.text);
		at = value.next;
	}
	return 'incomplete';
}

function finish(
	head: RegExpExecArray,
	attributes: Map<string, string>,
	rest: string,
	isSelfClosing: boolean,
): Tag {
	return { name: normalName(head[2] ?? ''), isClosing: head[1] === '/', isSelfClosing, attributes, rest };
}

const normalName = (name: string): string => name.toLowerCase().replaceAll('_', '-');
const attributeName = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** The value after an attribute's name; an attribute without `=` has an empty one. */
function readValue(text: string, from: number): { readonly text: string; readonly next: number } | null {
	const equals = /[ \t\n]*=[ \t\n]*/y;
	equals.lastIndex = from;
	if (!equals.test(text)) return { text: '', next: from };
	const at = equals.lastIndex;
	const quote = text[at];
	if (quote === '"' || quote === "'") return readQuoted(text, at + 1, quote);
	const bare = /[^\s>]*/y;
	bare.lastIndex = at;
	const value = (bare.exec(text)?.[0] ?? '').replace(/\/$/, '');
	return { text: value, next: at + value.length };
}

/** What may follow a closing quote: the end of the tag, another attribute, or the end of what has arrived. */
const BEHIND_QUOTE = /\s*(?:\/?>|$)|\s+[\w:-]+\s*(?:=|\/?>)/y;

/** A quote ends the value only where a tag can go on behind it, so that `title="the "best" list"` is read whole. */
function readQuoted(text: string, from: number, quote: string) {
	const first = text.indexOf(quote, from);
	for (let end = first; end >= 0; end = text.indexOf(quote, end + 1)) {
		BEHIND_QUOTE.lastIndex = end + 1;
		if (BEHIND_QUOTE.test(text)) return { text: text.slice(from, end), next: end + 1 };
	}
	return first < 0 ? null : { text: text.slice(from, first), next: first + 1 };
}
