/** A file is text, or bytes when it is not valid UTF-8 text. */
export type FileContent = string | Uint8Array;

/** All files of a creation by path: relative, `/`-separated, no `.` or `..`, sorted by nobody. */
export type Files = ReadonlyMap<string, FileContent>;

/** Largest path we keep. Git itself allows 4,096; zip readers on Windows stop at 260. */
export const MAX_PATH = 240;
/** Most files of one creation: more belongs in a package or a database. */
export const MAX_FILES = 5_000;
/** Most bytes of one creation's files together: 64 MiB. */
export const MAX_TOTAL_BYTES = 64 * 1024 * 1024;

const FORBIDDEN_SEGMENT = /^(\.{1,2}|\.git|\s*|.*[. ])$/i;
// eslint-disable-next-line no-control-regex -- control characters in a path are what we refuse
const FORBIDDEN_CHARACTER = /[\u0000-\u001f\u007f\\:*?"<>|]/;

/** Names at the root that mean something to an archive of a creation, and so cannot be files of it. */
const RESERVED_PATH = /^\.aether-(data\.json|bytes\.bin)$/i;

/** Whether `path` can be kept, put in a Git tree and unpacked on any system. */
export function isFilePath(path: string): boolean {
	return (
		path.length > 0 &&
		path.length <= MAX_PATH &&
		!FORBIDDEN_CHARACTER.test(path) &&
		!RESERVED_PATH.test(path) &&
		path.split('/').every((segment) => !FORBIDDEN_SEGMENT.test(segment))
	);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Text if the bytes are valid UTF-8 without NUL, else the bytes. */
export function contentFromBytes(bytes: Uint8Array): FileContent {
	if (bytes.includes(0)) return bytes;
	try {
		return decoder.decode(bytes);
	} catch {
		return bytes;
	}
}

export const bytesOf = (content: FileContent): Uint8Array =>
	typeof content === 'string' ? encoder.encode(content) : content;

export const textOf = (content: FileContent | undefined): string | undefined =>
	typeof content === 'string' ? content : undefined;

/** Same bytes; text and the bytes of that text are equal. */
export function contentEquals(a: FileContent | undefined, b: FileContent | undefined): boolean {
	if (a === b) return true;
	if (a === undefined || b === undefined || (typeof a === 'string' && typeof b === 'string')) return false;
	const [left, right] = [bytesOf(a), bytesOf(b)];
	return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
