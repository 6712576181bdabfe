/** One entry of a zip's central directory, which decides what is in the zip. */
export interface ZipEntry {
	readonly name: string;
	readonly isEncrypted: boolean;
	/** 0 stored, 8 deflated. */
	readonly method: number;
	readonly crc: number;
	/** Where the packed bytes lie. */
	readonly start: number;
	readonly packedBytes: number;
	/** As claimed; what comes out must be exactly this long. */
	readonly sizeBytes: number;
	/** Unix mode, 0 when made elsewhere. */
	readonly mode: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const MAX_COMMENT = 0xffff;
const UTF8_FLAG = 0x800;

/** Undefined when the bytes are no plain zip (none at all, cut off, split over disks, zip64). */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		return entriesOf(bytes, view, endOfDirectory(view));
	} catch (error) {
		// The only thing that throws here is a place outside of the bytes.
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

function endOfDirectory(view: DataView): number {
	for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - MAX_COMMENT); at--)
		if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
	throw new RangeError('no end of central directory');
}

function entriesOf(bytes: Uint8Array, view: DataView, end: number): readonly ZipEntry[] {
	const count = view.getUint16(end + 10, true);
	const entries: ZipEntry[] = [];
	let at = view.getUint32(end + 16, true);
	for (let i = 0; i < count; i++) {
		if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('no directory entry');
		entries.push(entryAt(bytes, view, at));
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
	const flags = view.getUint16(at + 8, true);
	const header = view.getUint32(at + 42, true);
	if (view.getUint32(header, true) !== LOCAL_HEADER) throw new RangeError('no local header');
	const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
	const packedBytes = view.getUint32(at + 20, true);
	if (start + packedBytes > bytes.length) throw new RangeError('cut off');
	const name = bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true));
	return {
		name: new TextDecoder((flags & UTF8_FLAG) === 0 ? 'latin1' : 'utf-8').decode(name),
		isEncrypted: (flags & 1) === 1,
		method: view.getUint16(at + 10, true),
		crc: view.getUint32(at + 16, true),
		start,
		packedBytes,
		sizeBytes: view.getUint32(at + 24, true),
		mode: view.getUint32(at + 38, true) >>> 16,
	};
}
