import { transform as sucrase } from 'sucrase';
import { guardLoops } from './guard.ts';
import { extensionOf } from './paths.ts';

export interface Transformed {
	readonly code: string;
	/** Null where every line stays in its place. */
	readonly map: string | null;
}

/** A source file of the creation as guarded JavaScript. Throws what the tools throw. */
export async function transformModule(path: string, code: string): Promise<Transformed> {
	if (path.endsWith('.svelte')) return transformSvelte(path, code);
	const plain = toJavaScript(path, code);
	if (!/\.svelte\.[jt]s$/.test(path)) return { code: guardLoops(plain, 'module'), map: null };
	const { compileModule } = await import('svelte/compiler');
	const { js } = compileModule(plain, { filename: path, generate: 'client', dev: false });
	return { code: guardLoops(js.code, 'module'), map: js.map.toString() };
}

/** Types and JSX away, lines kept. */
export function toJavaScript(path: string, code: string): string {
	const extension = extensionOf(path);
	const isTyped = /^\.[mc]?tsx?$/.test(extension);
	const hasJsx = extension !== '.ts' && extension !== '.mts';
	if (!isTyped && !(hasJsx && code.includes('<'))) return code;
	return sucrase(code, {
		transforms: [...(isTyped ? (['typescript'] as const) : []), ...(hasJsx ? (['jsx'] as const) : [])],
		jsxRuntime: 'automatic',
		production: true,
		disableESTransforms: true,
		preserveDynamicImport: true,
		filePath: path,
	}).code;
}

async function transformSvelte(path: string, code: string): Promise<Transformed> {
	const { compile } = await import('svelte/compiler');
	const { js } = compile(code, { filename: path, generate: 'client', dev: false, css: 'injected' });
	return { code: guardLoops(js.code, 'module'), map: js.map.toString() };
}
