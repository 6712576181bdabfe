import type { editor } from 'monaco-editor/editor';
import { editorOptions } from './editor-host.ts';
import { isLargeText, languageOf } from './languages.ts';
import { monaco } from './monaco.ts';
import { defineTheme, type Appearance } from './theme.ts';

/** One read-only comparison on the page. */
export class DiffHost {
	readonly #editor: editor.IStandaloneDiffEditor;
	#models: editor.ITextModel[] = [];

	constructor(element: HTMLElement, appearance: Appearance) {
		this.#editor = monaco.editor.createDiffEditor(element, {
			...editorOptions,
			theme: defineTheme(monaco.editor.defineTheme, appearance),
			readOnly: true,
			originalEditable: false,
			renderSideBySide: true,
			renderSideBySideInlineBreakpoint: 720,
			useInlineViewWhenSpaceIsLimited: true,
			hideUnchangedRegions: { enabled: true },
			renderOverviewRuler: false,
			lineNumbersMinChars: 3,
			maxComputationTime: 2000,
		});
	}

	show(path: string, before: string, after: string): void {
		const language = isLargeText(before) || isLargeText(after) ? 'plaintext' : languageOf(path);
		const original = monaco.editor.createModel(before, language);
		const modified = monaco.editor.createModel(after, language);
		this.#editor.setModel({ original, modified });
		this.#editor.getOriginalEditor().updateOptions({ ariaLabel: `${path}, before` });
		this.#editor.getModifiedEditor().updateOptions({ ariaLabel: `${path}, after` });
		this.#forget();
		this.#models = [original, modified];
	}

	setAppearance(appearance: Appearance): void {
		monaco.editor.setTheme(defineTheme(monaco.editor.defineTheme, appearance));
	}

	dispose(): void {
		this.#editor.dispose();
		this.#forget();
	}

	#forget(): void {
		for (const model of this.#models.splice(0)) model.dispose();
	}
}
