const LANGUAGES: Readonly<Record<string, string>> = {
	ts: 'typescript',
	tsx: 'typescript',
	mts: 'typescript',
	cts: 'typescript',
	js: 'javascript',
	jsx: 'javascript',
	mjs: 'javascript',
	cjs: 'javascript',
	json: 'json',
	webmanifest: 'json',
	css: 'css',
	html: 'html',
	htm: 'html',
	svelte: 'html',
	svg: 'html',
	xml: 'html',
	md: 'markdown',
	markdown: 'markdown',
	yaml: 'yaml',
	yml: 'yaml',
	sql: 'sql',
	py: 'python',
};

/** Name of a file's language, by its ending. */
export function languageOf(path: string): string {
	return LANGUAGES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'plaintext';
}

/** Longest text that is coloured and checked. Above it typing would wait for the tokenizer. UTF-16 code units. */
const LARGE_TEXT = 1_000_000;
const LARGE_LINE = 20_000;

/** Whether a text is shown plainly: no colours, no wrapping, no checks. */
export function isLargeText(text: string): boolean {
	if (text.length > LARGE_TEXT) return true;
	for (let start = 0; start < text.length;) {
		const end = text.indexOf('\n', start);
		if ((end < 0 ? text.length : end) - start > LARGE_LINE) return true;
		if (end < 0) return false;
		start = end + 1;
	}
	return false;
}
