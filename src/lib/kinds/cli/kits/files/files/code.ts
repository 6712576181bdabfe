interface Language {
	readonly name: string;
	/** Begins a comment that ends with the line. */
	readonly line?: string;
	readonly block?: readonly [open: string, close: string];
}

const C = { line: '//', block: ['/*', '*/'] } as const;
const MARKUP = { block: ['<!--', '-->'] } as const;

/** By the ending of the file; a new language is one line. */
const LANGUAGES: Readonly<Record<string, Language>> = {
	ts: { name: 'TypeScript', ...C }, tsx: { name: 'TypeScript', ...C }, js: { name: 'JavaScript', ...C }, mjs: { name: 'JavaScript', ...C },
	jsx: { name: 'JavaScript', ...C }, java: { name: 'Java', ...C }, c: { name: 'C', ...C }, h: { name: 'C', ...C }, cpp: { name: 'C++', ...C },
	cs: { name: 'C#', ...C }, go: { name: 'Go', ...C }, rs: { name: 'Rust', ...C }, swift: { name: 'Swift', ...C }, kt: { name: 'Kotlin', ...C },
	php: { name: 'PHP', ...C }, css: { name: 'CSS', block: ['/*', '*/'] }, py: { name: 'Python', line: '#' }, rb: { name: 'Ruby', line: '#' },
	sh: { name: 'Shell', line: '#' }, yaml: { name: 'YAML', line: '#' }, yml: { name: 'YAML', line: '#' }, toml: { name: 'TOML', line: '#' },
	sql: { name: 'SQL', line: '--' }, html: { name: 'HTML', ...MARKUP }, svelte: { name: 'Svelte', ...MARKUP }, vue: { name: 'Vue', ...MARKUP },
	md: { name: 'Markdown' }, json: { name: 'JSON' }, csv: { name: 'CSV' }, txt: { name: 'Text' },
}; // prettier-ignore

export interface CodeLines {
	readonly language: string;
	readonly code: number;
	readonly comments: number;
	readonly empty: number;
}

/** Counts the lines of a file; undefined for what is no known language. */
export function codeLines(path: string, text: string): CodeLines | undefined {
	const language = LANGUAGES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
	if (!language) return undefined;
	const counts = { code: 0, comments: 0, empty: 0 };
	let isInside = false;
	const [open = '', close = ''] = language.block ?? [];
	for (const raw of text.replace(/\n$/, '').split('\n')) {
		const line = raw.trim();
		if (line === '') counts.empty++;
		else if (isInside || (open !== '' && line.startsWith(open))) {
			counts.comments++;
			isInside = !line.slice(isInside ? 0 : open.length).includes(close);
		} else if (language.line !== undefined && line.startsWith(language.line)) counts.comments++;
		else counts.code++;
	}
	return { language: language.name, ...counts };
}
