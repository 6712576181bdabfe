import type { Files } from '#lib/model/files.ts';

const EXTENSIONS = ['', '.tsx', '.ts', '.jsx', '.js', '.mjs', '.svelte', '.json', '.css'];
/** TypeScript sources are imported by the name of what they become. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
	'.js': ['.ts', '.tsx'],
	'.jsx': ['.tsx'],
	'.mjs': ['.mts'],
};

/** Path of `address` as seen from the file `from`; `/x` and `x` without dots are seen from the top. */
export function joinPath(from: string, address: string): string {
	const start = address.startsWith('/') ? [] : from.split('/').slice(0, -1);
	for (const part of address.split('/')) {
		if (part === '..') start.pop();
		else if (part !== '.' && part !== '') start.push(part);
	}
	return start.join('/');
}

/** The file that an import of `path` means; undefined when there is none. */
export function findFile(files: Files, path: string): string | undefined {
	for (const extension of EXTENSIONS) if (files.has(path + extension)) return path + extension;
	for (const [written, real] of Object.entries(WRITTEN_AS))
		if (path.endsWith(written))
			for (const extension of real) {
				const other = path.slice(0, -written.length) + extension;
				if (files.has(other)) return other;
			}
	for (const extension of EXTENSIONS.slice(1))
		if (files.has(`${path}/index${extension}`)) return `${path}/index${extension}`;
	return undefined;
}

export const extensionOf = (path: string): string => /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? '';
