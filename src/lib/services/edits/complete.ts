const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const CODE =
	/\.(tsx?|jsx?|mjs|cjs|mts|cts|json|jsonc|css|scss|less|java|kt|go|rs|c|h|cpp|cs|php|swift|dart|svelte|vue)$/i;

/**
 * Whether a text that lacks its closer reads like something whole: brackets are balanced, no string or comment is open,
 * the last line is no half sentence. A guess, for replies whose end nobody witnessed.
 */
export function looksComplete(path: string, content: string): boolean {
	const text = content.trimEnd();
	if (text === '') return false;
	if (/\.html?$/i.test(path)) return /<\/html\s*>$/i.test(text) || (!/<html/i.test(text) && />$/.test(text));
	if (CODE.test(path))
		return (
			isBalanced(text) &&
			!/(?:[,=+\-*/&|?:.(<[{\\]|=>|\b(?:return|const|let|var|import|from|function|class|new|await))$/.test(
				text,
			)
		);
	return content.endsWith('\n') || /[.!?)\]}"'`>|]$/.test(text);
}

function isBalanced(text: string): boolean {
	const open: string[] = [];
	const tokens =
		/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|\/\*|`|[()[\]{}]/g;
	for (const [token] of text.matchAll(tokens)) {
		if (token === '/*' || token === '`') return false;
		if ('([{'.includes(token)) open.push(token);
		else if (PAIRS[token] !== undefined && open.pop() !== PAIRS[token]) return false;
	}
	return open.length === 0;
}
