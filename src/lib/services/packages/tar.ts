/** One entry of a tar archive. */
export interface TarEntry {
	readonly path: string;
	readonly type: 'file' | 'folder' | 'link' | 'other';
	/** A view into the archive. */
	readonly bytes: Uint8Array;
}

const BLOCK = 512;
const decoder = new TextDecoder();

/**
 * Reads ustar with pax and GNU long names. Written here because `tarparser` 0.0.5 joins the two halves of a long name
 * without the slash between them and leaves pax names out. Throws RangeError for an archive that ends too early.
 */
export function* readTar(tar: Uint8Array): Generator<TarEntry> {
	let longPath: string | undefined;
	for (let at = 0; at + BLOCK <= tar.length;) {
		const header = tar.subarray(at, at + BLOCK);
		if (header[0] === 0) return;
		const size = numberOf(header.subarray(124, 136));
		const start = at + BLOCK;
		if (start + size > tar.length) throw new RangeError('The archive ends too early.');
		const bytes = tar.subarray(start, start + size);
		const flag = String.fromCharCode(header[156] ?? 0);
		at = start + Math.ceil(size / BLOCK) * BLOCK;
		if (flag === 'x') longPath = paxPath(bytes) ?? longPath;
		else if (flag === 'L') longPath = textOf(bytes);
		else if (flag !== 'g' && flag !== 'K') {
			yield { path: longPath ?? pathOf(header), type: typeOf(flag), bytes };
			longPath = undefined;
		}
	}
}

function pathOf(header: Uint8Array): string {
	const name = textOf(header.subarray(0, 100));
	const isUstar = textOf(header.subarray(257, 262)) === 'ustar';
	const prefix = isUstar ? textOf(header.subarray(345, 500)) : '';
	return prefix ? `${prefix}/${name}` : name;
}

function typeOf(flag: string): TarEntry['type'] {
	if (flag === '0' || flag === '\0' || flag === '7') return 'file';
	if (flag === '5') return 'folder';
	return flag === '1' || flag === '2' ? 'link' : 'other';
}

/** Records are `LENGTH key=value\n`. */
function paxPath(bytes: Uint8Array): string | undefined {
	for (let at = 0; at < bytes.length;) {
		const space = bytes.indexOf(32, at);
		const length = Number(decoder.decode(bytes.subarray(at, space)));
		if (space < 0 || !(length > 0)) return undefined;
		const record = decoder.decode(bytes.subarray(space + 1, at + length - 1));
		if (record.startsWith('path=')) return record.slice(5);
		at += length;
	}
	return undefined;
}

function numberOf(field: Uint8Array): number {
	const text = textOf(field).trim();
	const value = Number.parseInt(text, 8);
	// Base 256 is for files above 8 GB, which are far beyond what is taken.
	if (!/^[0-7]+$/.test(text) || !Number.isSafeInteger(value))
		throw new RangeError('The archive has no sizes.');
	return value;
}

function textOf(field: Uint8Array): string {
	const end = field.indexOf(0);
	return decoder.decode(end < 0 ? field : field.subarray(0, end));
}
