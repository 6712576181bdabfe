/** Rows of bytes as one file: for each, sorted by key, the length of its key and of its bytes (32 bits, big end first), then both. */
export function packRows(rows: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
	const encoder = new TextEncoder();
	const parts = [...rows]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, bytes]) => ({ key: encoder.encode(key), bytes }));
	const packed = new Uint8Array(
		parts.reduce((sum, part) => sum + 8 + part.key.length + part.bytes.length, 0),
	);
	const view = new DataView(packed.buffer);
	let at = 0;
	for (const { key, bytes } of parts) {
		view.setUint32(at, key.length);
		view.setUint32(at + 4, bytes.length);
		packed.set(key, at + 8);
		packed.set(bytes, at + 8 + key.length);
		at += 8 + key.length + bytes.length;
	}
	return packed;
}

/** Undefined where `packed` was not made by `packRows`, or is cut off. */
export function unpackRows(packed: Uint8Array): Map<string, Uint8Array> | undefined {
	const rows = new Map<string, Uint8Array>();
	const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for (let at = 0; at < packed.length;) {
			const [keyLength, length] = [view.getUint32(at), view.getUint32(at + 4)];
			const begin = at + 8 + keyLength;
			if (begin + length > packed.length) return undefined;
			rows.set(decoder.decode(packed.subarray(at + 8, begin)), packed.slice(begin, begin + length));
			at = begin + length;
		}
		return rows;
	} catch {
		return undefined;
	}
}
