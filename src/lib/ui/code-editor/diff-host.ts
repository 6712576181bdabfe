import type { editor } from 'monaco-editor/editor';
import { editorOptions } from './editor-host.ts';
import { isLargeText, languageOf } from './languages.ts';
import { monaco } from './monaco.ts';
import { defineTheme, type Appearance } from './theme.ts';

/** One read-only comparison on the page. */
export class DiffHost {
	readonly #editor: editor.IStandaloneDiffEditor;
	#shown: Comparison | null = null;

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
		const viewModel = this.#editor.createViewModel({ original, modified });
		this.#editor.setModel(viewModel);
		this.#editor.getOriginalEditor().updateOptions({ ariaLabel: `${path}, before` });
		this.#editor.getModifiedEditor().updateOptions({ ariaLabel: `${path}, after` });
		this.#forget();
		this.#shown = { viewModel, original, modified };
	}

	setAppearance(appearance: Appearance): void {
		monaco.editor.setTheme(defineTheme(monaco.editor.defineTheme, appearance));
	}

	dispose(): void {
		this.#editor.dispose();
		this.#forget();
	}

	/** Only once the comparison under way has ended: Monaco throws when its texts go away meanwhile. */
	#forget(): void {
		const gone = this.#shown;
		this.#shown = null;
		const drop = (): void => {
			gone?.viewModel.dispose();
			gone?.original.dispose();
			gone?.modified.dispose();
		};
		void gone?.viewModel.waitForDiff().then(drop, drop);
	}
}

interface Comparison {
	readonly viewModel: editor.IDiffEditorViewModel;
	readonly original: editor.ITextModel;
	readonly modified: editor.ITextModel;
}
