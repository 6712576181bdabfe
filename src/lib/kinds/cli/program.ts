import { textOf, type FileContent, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH, manifestSchema } from '#lib/model/manifest.ts';

/** Where a tool's program starts when its manifest cannot be read. */
export const ENTRY = 'src/main.ts';
/** Where a new tool in Python starts. */
export const PYTHON_ENTRY = 'src/main.py';
const RUN_PATH = '.aether/run.ts';

/** Whether a path is Python's, which runs by itself and is not built. */
export const isPython = (path: string): boolean => path.endsWith('.py');

/** The creation as the sandbox builds it: its program, served over HTTP by the runtime library `aether:cli`. */
export function program(files: Files): { readonly files: Files; readonly entry: string } {
	const { name, entry } = factsOf(files);
	if (isPython(entry)) return pythonProgram(files, name, entry);
	const source = `import main from ${JSON.stringify(`../${entry}`)};
import { serve } from 'aether:cli';
export default serve(main, { name: ${JSON.stringify(name)}, files: ${dataLiteral(files)} });
`;
	return { files: new Map([...files, [RUN_PATH, source]]), entry: RUN_PATH };
}

/** Python is not built: the texts of its files go along to the interpreter. */
function pythonProgram(files: Files, name: string, entry: string): ReturnType<typeof program> {
	const sources = [...files].filter(([path]) => isPython(path) && !path.startsWith('data/'));
	const source = `import { pythonTool, serve } from 'aether:cli';
const main = pythonTool({ entry: ${JSON.stringify(entry)}, sources: ${literalOf(sources)} });
export default serve(main, { name: ${JSON.stringify(name)}, files: ${dataLiteral(files)} });
`;
	return { files: new Map([...files, [RUN_PATH, source]]), entry: RUN_PATH };
}

/** Name of the command and path of its program. */
export function factsOf(files: Files): { readonly name: string; readonly entry: string } {
	try {
		const manifest = manifestSchema.parse(JSON.parse(textOf(files.get(MANIFEST_PATH)) ?? ''));
		return { name: manifest.name, entry: manifest.entry };
	} catch {
		return { name: 'tool', entry: ENTRY };
	}
}

/** The `data/` folder as an object literal in TypeScript. */
export const dataLiteral = (files: Files): string =>
	literalOf([...files].filter(([path]) => path.startsWith('data/')));

function literalOf(files: readonly (readonly [string, FileContent])[]): string {
	return `{${files.map(([path, content]) => `${JSON.stringify(path)}: ${contentLiteral(content)}`).join(', ')}}`;
}

function contentLiteral(content: FileContent): string {
	if (typeof content === 'string') return JSON.stringify(content);
	let binary = '';
	for (const byte of content) binary += String.fromCharCode(byte);
	return `Uint8Array.from(atob(${JSON.stringify(btoa(binary))}), (each) => each.charCodeAt(0))`;
}
