import type { LanguageSupport } from '@codemirror/language';

const LOADERS: Readonly<Record<string, () => Promise<LanguageSupport>>> = {
	typescript: async () =>
		(await import('@codemirror/lang-javascript')).javascript({ typescript: true, jsx: true }),
	javascript: async () => (await import('@codemirror/lang-javascript')).javascript({ jsx: true }),
	json: async () => (await import('@codemirror/lang-json')).json(),
	html: async () => (await import('@codemirror/lang-html')).html(),
	css: async () => (await import('@codemirror/lang-css')).css(),
	markdown: async () => (await import('@codemirror/lang-markdown')).markdown(),
	yaml: async () => (await import('@codemirror/lang-yaml')).yaml(),
	sql: async () => (await import('@codemirror/lang-sql')).sql(),
	python: async () => (await import('@codemirror/lang-python')).python(),
};

/** What colours a language, by the name that `languageOf` gives; undefined for plain text. Fetched on first use. */
export const loadLanguage = (language: string): Promise<LanguageSupport> | undefined => LOADERS[language]?.();
