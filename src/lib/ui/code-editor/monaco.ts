import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/css/register';
import 'monaco-editor/languages/definitions/html/register';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/python/register';
import 'monaco-editor/languages/definitions/sql/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/definitions/yaml/register';
import 'monaco-editor/languages/features/json/register';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker';
import {
	javascriptDefaults,
	JsxEmit,
	ModuleKind,
	ModuleResolutionKind,
	ScriptTarget,
	typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker';

/** Everything of Monaco that the product uses. Heavy: only ever imported lazily. */
export { monaco };

self.MonacoEnvironment = {
	getWorker: (_id, language) => {
		if (language === 'typescript' || language === 'javascript') return new TypeScriptWorker();
		return language === 'json' ? new JsonWorker() : new EditorWorker();
	},
};

for (const defaults of [typescriptDefaults, javascriptDefaults]) {
	defaults.setCompilerOptions({
		target: ScriptTarget.ESNext,
		module: ModuleKind.ESNext,
		moduleResolution: ModuleResolutionKind.NodeJs,
		jsx: JsxEmit.ReactJSX,
		allowJs: true,
		allowNonTsExtensions: true,
	});
	// The worker knows one file at a time: to it every import of another file or library would be an error. The build finds real ones.
	defaults.setDiagnosticsOptions({ noSemanticValidation: true, noSuggestionDiagnostics: true });
}
