import * as ChartAuto from 'chart.js/auto';
import * as React from 'react';
import * as ReactDom from 'react-dom';
import * as ReactDomClient from 'react-dom/client';
import * as JsxRuntime from 'react/jsx-runtime';
import { transform } from 'sucrase';
import type { Files } from '#lib/model/files.ts';
import type { Spec } from '#lib/model/spec.ts';
import { appKind } from '../index.ts';

const vendored: Readonly<Record<string, unknown>> = {
	react: React,
	'react-dom': ReactDom,
	'react-dom/client': ReactDomClient,
	'react/jsx-runtime': JsxRuntime,
	'chart.js/auto': { __esModule: true, ...ChartAuto },
};

export interface Mounted {
	readonly files: Files;
	/** Takes the app off the page. What it stored stays. */
	readonly unmount: () => void;
}

/** Renders a spec, compiles its sources and starts them in this page, as the sandbox does with an empty one. */
export async function mount(spec: Spec): Promise<Mounted> {
	const files = await appKind.render(spec);
	if (!files.ok) throw new Error(files.error.message);
	const root = document.createElement('div');
	root.id = 'root';
	document.body.append(root);
	document.title = spec.title;
	document.documentElement.lang = 'en';
	const styles: HTMLStyleElement[] = [];
	const roots: ReactDomClient.Root[] = [];
	run('src/main.tsx', files.value, styles, roots);
	return {
		files: files.value,
		unmount() {
			for (const mounted of roots) mounted.unmount();
			for (const style of styles) style.remove();
			root.remove();
		},
	};
}

function run(entry: string, files: Files, styles: HTMLStyleElement[], roots: ReactDomClient.Root[]): void {
	const modules = new Map<string, object>();
	const client = {
		...ReactDomClient,
		createRoot(container: Element) {
			const root = ReactDomClient.createRoot(container);
			roots.push(root);
			return root;
		},
	};
	const load = (path: string): object => {
		const known = modules.get(path);
		if (known) return known;
		const exports = {};
		modules.set(path, exports);
		const text = String(files.get(path));
		if (path.endsWith('.css')) styles.push(addStyle(text));
		else {
			const require = (specifier: string): unknown => {
				if (specifier === 'react-dom/client') return client;
				if (specifier.startsWith('.')) return load(new URL(specifier, `file:///${path}`).pathname.slice(1));
				if (specifier in vendored) return vendored[specifier];
				throw new Error(`${path} imports ${specifier}, which is not vendored.`);
			};
			// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what was rendered has to run
			new Function('require', 'exports', compile(path, text))(require, exports);
		}
		return exports;
	};
	load(entry);
}

const compile = (path: string, text: string): string =>
	transform(text, {
		transforms: ['typescript', 'jsx', 'imports'],
		jsxRuntime: 'automatic',
		production: true,
		filePath: path,
	}).code;

function addStyle(text: string): HTMLStyleElement {
	const style = document.createElement('style');
	style.textContent = text;
	document.head.append(style);
	return style;
}
