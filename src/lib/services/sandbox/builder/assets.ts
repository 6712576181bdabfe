import { bytesOf, textOf, type FileContent, type Files } from '#lib/model/files.ts';
import { extensionOf, joinPath } from './paths.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.gif': 'image/gif',
	'.webp': 'image/webp',
	'.avif': 'image/avif',
	'.ico': 'image/x-icon',
	'.woff': 'font/woff',
	'.woff2': 'font/woff2',
	'.ttf': 'font/ttf',
	'.mp3': 'audio/mpeg',
	'.wav': 'audio/wav',
	'.ogg': 'audio/ogg',
	'.mp4': 'video/mp4',
	'.webm': 'video/webm',
	'.wasm': 'application/wasm',
};

/** The file as a `data:` address: the sandbox has nowhere to load it from. */
export function dataUrl(path: string, content: FileContent): string {
	const type = MEDIA_TYPES[extensionOf(path)] ?? 'application/octet-stream';
	return `data:${type};base64,${base64(bytesOf(content))}`;
}

function base64(bytes: Uint8Array): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += 0x8000)
		binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return btoa(binary);
}

/** What importing a file that is no program gives; null when it is one. */
export function assetModule(path: string, query: string, content: FileContent): string | null {
	const text = textOf(content);
	const exported = (value: unknown): string => `export default ${JSON.stringify(value)};`;
	if (query === '?raw') return exported(text ?? '');
	if (query === '?url') return exported(dataUrl(path, content));
	const extension = extensionOf(path);
	if (extension === '.json') return jsonModule(text ?? '');
	if (extension in MEDIA_TYPES) return exported(dataUrl(path, content));
	if (/^\.(txt|md|csv|tsv|sql|html|yaml|yml|xml|graphql)$/.test(extension)) return exported(text ?? '');
	return text === undefined ? exported(dataUrl(path, content)) : null;
}

/** Throws SyntaxError for text that is no JSON. */
function jsonModule(text: string): string {
	const value: unknown = JSON.parse(text);
	const names =
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.entries(value).filter(([name]) => /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.test(name))
			: [];
	const parts = names.map(([name, part]) => `export const ${name} = ${JSON.stringify(part)};`);
	return [...parts, `export default ${JSON.stringify(value)};`].join('\n');
}

const RESERVED =
	/^(default|class|function|return|import|export|const|let|var|new|delete|in|of|if|else|for|while|do|switch|case|break|continue|try|catch|finally|throw|typeof|void|with|yield|await|enum|super|this|null|true|false|extends|static|package|private|public|protected|interface|implements|instanceof|debugger|eval|arguments)$/;

/** A style sheet with local imports and pictures put in. */
export function inlineCss(path: string, files: Files, seen: ReadonlySet<string> = new Set()): string {
	const css = textOf(files.get(path)) ?? '';
	const inside = new Set([...seen, path]);
	return css
		.replaceAll(
			/@import\s+(?:url\()?\s*["']?([^"')\s;]+)["']?\s*\)?[^;]*;/g,
			(statement, address: string) => {
				const target = joinPath(path, address);
				if (inside.has(target)) return '';
				return files.has(target) ? inlineCss(target, files, inside) : keepUnless(statement, address);
			},
		)
		.replaceAll(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, (whole, _quote, address: string) => {
			const target = joinPath(path, address.replace(/[?#].*$/, ''));
			const content = isLocal(address) ? files.get(target) : undefined;
			return content === undefined ? whole : `url("${dataUrl(target, content)}")`;
		});
}

const isLocal = (address: string): boolean => !/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address);

/** What lies outside is blocked by the policy anyway; leaving it out keeps the console quiet. */
const keepUnless = (statement: string, address: string): string => (isLocal(address) ? '' : statement);
