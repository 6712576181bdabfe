import { fits, isShell, looksLikePath } from './paths.ts';

export interface Above {
	readonly path: string;
	/** The line says nothing but the path. */
	readonly isAlone: boolean;
}

const LABEL =
	/^(?:(?:new|updated|modified|changed|create|update|modify|edit|add|replace|changes? (?:to|in))\s+)?(?:file ?name|file ?path|path|file|in|create|update|modify|edit|new|updated|modified)\s*[:=-]?\s+|^(?:file ?name|file ?path|file|path)\s*[:=]\s*/i;

/** The path that a line above a block names: alone, with marks around it, or as the one path of a short sentence. */
export function pathAbove(text: string): Above | null {
	if (text.length > 300) return null;
	const line = text.trim();
	const plain = stripMarks(line);
	if (looksLikePath(plain)) return { path: plain, isAlone: true };
	const labelled = stripMarks(plain.replace(LABEL, ''));
	if (labelled !== plain && looksLikePath(labelled)) return { path: labelled, isAlone: true };
	const marked = /^[*_`]+([^\s*_`]+)[*_`:]+\s*(?:[-\u2013\u2014:(]|$)/.exec(
		line.replace(LIST_MARKS, ''),
	)?.[1];
	if (marked !== undefined && looksLikePath(marked)) return { path: marked, isAlone: false };
	const quoted = [...line.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? '').filter(looksLikePath);
	const [only] = new Set(quoted);
	return only !== undefined && new Set(quoted).size === 1 && /[:.]\**$/.test(line)
		? { path: only, isAlone: false }
		: null;
}

const LIST_MARKS = /^(?:#{1,6}\s+|>\s+|[-*+]\s+|\d+[.)]\s+)+/;

/** Without list and heading marks, bold, quotes, a colon behind and a remark in brackets. */
function stripMarks(text: string): string {
	return text
		.replace(LIST_MARKS, '')
		.replace(/^(?:<!--|\/\/|\/\*|[-=]{2,})\s*|\s*(?:-->|\*\/|[-=]{2,})$/g, '')
		.replace(/\s*(?:\((?:new|updated|modified|changed|unchanged|created)[^)]*\))\s*:?\s*$/i, '')
		.replace(/^[*_`"'[(]+|[*_`"':\])]+$/g, '')
		.replace(/[*_`"':]+$/g, '')
		.trim();
}

/** Whether a fence of this language below the line holds that file. */
export function isFileFence(above: Above, language: string): boolean {
	if (isShell(language) && !fits(above.path, language)) return false;
	if (above.isAlone && (above.path.includes('/') || language === '')) return true;
	return fits(above.path, language) || (above.isAlone && !isKnown(language));
}

const isKnown = (language: string): boolean =>
	/^(ts|tsx|js|jsx|typescript|javascript|python|py|html|css|json|bash|sh|md|markdown|yaml|yml|text|txt)$/i.test(
		language,
	);

const ATTRIBUTE =
	/(?:^|[\s{,])(?:file|filename|filepath|file_path|path|title|name)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s"'{},]+))/i;

/** The language and the path that a fence's info string names. */
export function readInfo(info: string): { readonly language: string; readonly path: string | null } {
	const named = ATTRIBUTE.exec(info);
	const language = /^[\w+#.-]*/.exec(info)?.[0] ?? '';
	const path = named?.[1] ?? named?.[2] ?? named?.[3];
	if (path !== undefined && looksLikePath(path))
		return { language: /[=/]/.test(language) ? '' : language, path };
	const words = info.replace(/^\{|\}$/g, '').split(/\s+/);
	const [first = '', second] = words;
	// Cursor writes `ts:src/a.ts`; `12:15:src/a.ts` is a quotation of existing lines.
	if (/^\d+:\d+:/.test(first)) return { language: 'quotation', path: null };
	const [left = '', right] = first.split(/:(.*)/s);
	if (right !== undefined && looksLikePath(right)) return { language: left, path: right };
	if (second !== undefined && looksLikePath(second)) return { language: first, path: second };
	if (looksLikePath(first) && /[./]/.test(first)) return { language: '', path: first };
	return { language, path: null };
}

const COMMENT =
	/^\s*(\/\/|#|--|;|%|\/\*+|<!--|\{\/\*)\s*(?:(file(?: ?name| ?path)?|path)\s*[:=]\s*)?[`"']?([^\s`"']+?)[`"']?\s*(?:\*+\/\}?|-->)?\s*$/i;

/** The path that the first line of a fence names in a comment, and whether that comment is only an address. */
export function pathInComment(
	text: string,
	language: string,
): { readonly path: string; readonly isAddress: boolean } | null {
	const match = COMMENT.exec(text);
	const [, mark = '', label, path = ''] = match ?? [];
	if (!looksLikePath(path) || isShell(language) || (mark === '#' && /^(md|markdown|mdx|)$/i.test(language)))
		return null;
	if (label === undefined && !path.includes('/') && !fits(path, language)) return null;
	return { path, isAddress: label !== undefined || !allowsComments(path) };
}

const allowsComments = (path: string): boolean => !/\.(json|md|txt|csv|mdx)$/i.test(path);
