import { isFilePath } from '#lib/model/files.ts';

/** The path as we keep it, from what a model wrote: no quotes, no `./`, no leading `/`, no project folder; null if unusable. */
export function cleanPath(written: string): string | null {
	const plain = written
		.trim()
		.replace(/^["'`]+|["'`]+$/g, '')
		.replaceAll('\\', '/')
		.replace(/^(\/home\/project\/|\/?project:\/|\.\/|\/)+/, '');
	return isFilePath(plain) ? plain : null;
}

const BARE_NAMES =
	/^(dockerfile|makefile|rakefile|gemfile|procfile|caddyfile|license|readme|\.(gitignore|gitattributes|npmrc|nvmrc|env|editorconfig|prettierrc|eslintrc|dockerignore|babelrc)(\.[\w.]+)?)$/i;
/** Names of products that look like files. */
const NO_FILES =
	/^(node|next|nuxt|vue|react|express|three|d3|chart|alpine|ember|backbone|deno|asp|p5|hono|svelte)\.(js|net|ts|io)$/i;

/** Whether text, standing alone, is meant as the path of a file. */
export function looksLikePath(text: string): boolean {
	if (text.length > 240 || !/^[\w@.+~()[\]$/\\-]+$/.test(text) || /^https?:/i.test(text)) return false;
	const name = text.split(/[\\/]/).at(-1) ?? '';
	if (BARE_NAMES.test(name)) return true;
	if (NO_FILES.test(text) || /^v?\d+(\.\d+)*$/.test(name)) return false;
	return /^[\w@.+~()[\]$-]*\.[a-z][a-z0-9_]{0,11}$/i.test(name) && !/\.\.$/.test(name);
}

export const isMarkdownPath = (path: string): boolean => /\.(md|mdx|markdown)$/i.test(path);

const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
	ts: ['ts', 'typescript', 'mts', 'cts', 'tsx', 'js', 'javascript'],
	tsx: ['tsx', 'ts', 'typescript', 'typescriptreact', 'jsx', 'react', 'javascript'],
	js: ['js', 'javascript', 'mjs', 'cjs', 'jsx', 'node', 'ts', 'typescript'],
	jsx: ['jsx', 'js', 'javascript', 'javascriptreact', 'react', 'tsx'],
	py: ['py', 'python', 'python3'],
	html: ['html', 'htm', 'xml', 'vue', 'svelte'],
	md: ['md', 'markdown', 'mdx'],
	yml: ['yml', 'yaml'],
	json: ['json', 'jsonc', 'json5'],
	css: ['css', 'scss', 'sass', 'less', 'postcss'],
	sh: ['sh', 'bash', 'shell', 'zsh', 'console'],
	txt: ['txt', 'text', 'plaintext'],
	rs: ['rs', 'rust'],
	rb: ['rb', 'ruby'],
	cs: ['cs', 'csharp'],
	kt: ['kt', 'kotlin'],
};
const EXTENSION_ALIASES: Readonly<Record<string, string>> = {
	mts: 'ts',
	cts: 'ts',
	mjs: 'js',
	cjs: 'js',
	htm: 'html',
	svg: 'html',
	yaml: 'yml',
	markdown: 'md',
	mdx: 'md',
	scss: 'css',
	less: 'css',
	bash: 'sh',
	zsh: 'sh',
	jsonc: 'json',
};
const SHELLS = /^(sh|bash|shell|zsh|console|terminal|shell-session|powershell|ps1|cmd|bat)$/i;

/** Whether a code fence of `language` can hold the file `path`. */
export function fits(path: string, language: string): boolean {
	const extension = (/\.([a-z0-9]+)$/i.exec(path)?.[1] ?? '').toLowerCase();
	const family = LANGUAGES[EXTENSION_ALIASES[extension] ?? extension];
	return family?.includes(language.toLowerCase()) ?? language.toLowerCase() === extension;
}

export const isShell = (language: string): boolean => SHELLS.test(language);

const EXTENSIONS: readonly (readonly [RegExp, string])[] = [
	[/react/, 'tsx'],
	[/svelte/, 'svelte'],
	[/vue/, 'vue'],
	[/svg/, 'svg'],
	[/html/, 'html'],
	[/markdown|\bmd\b/, 'md'],
	[/mermaid/, 'mmd'],
	[/python|\bpy\b/, 'py'],
	[/typescript|\bts\b/, 'ts'],
	[/\btsx\b/, 'tsx'],
	[/javascript|\bjs\b/, 'js'],
	[/\bjsx\b/, 'jsx'],
	[/css/, 'css'],
	[/json/, 'json'],
	[/ya?ml/, 'yaml'],
	[/sql/, 'sql'],
	[/\brust\b|\brs\b/, 'rs'],
	[/\bgo\b|golang/, 'go'],
	[/bash|shell|\bsh\b/, 'sh'],
];

/** A file name for a document that has only a title, a media type and perhaps a language. */
export function nameFor(identifier: string, type: string, language: string): string | null {
	const stem = identifier
		.trim()
		.toLowerCase()
		.replace(/[^a-z0-9._-]+/g, '-')
		.replace(/^[-.]+|[-.]+$/g, '');
	if (stem === '') return null;
	const extensionOf = (text: string) => EXTENSIONS.find(([pattern]) => pattern.test(text.toLowerCase()))?.[1];
	return `${stem}.${extensionOf(language) ?? extensionOf(type) ?? 'txt'}`;
}
