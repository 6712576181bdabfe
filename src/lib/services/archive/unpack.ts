import { Inflate } from 'fflate';
import type { ZipEntry } from './zip-directory.ts';

/** Packed bytes unpacked at once; at most a thousandfold as many come out before the size is looked at again. */
const PIECE = 4096;

/** The bytes of an entry; undefined when they are not what the directory says. Stops at the first byte too many. */
export function unpack(zip: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
	const packed = zip.subarray(entry.start, entry.start + entry.packedBytes);
	const bytes = entry.method === 0 ? packed.slice() : inflate(packed, entry.sizeBytes);
	if (bytes?.length !== entry.sizeBytes || crc32(bytes) !== entry.crc) return undefined;
	return bytes;
}

function inflate(packed: Uint8Array, sizeBytes: number): Uint8Array | undefined {
	const bytes = new Uint8Array(sizeBytes);
	let length = 0;
	const stream = new Inflate((part) => {
		if (length + part.length <= sizeBytes) bytes.set(part, length);
		length += part.length;
	});
	try {
		for (let at = 0; at < packed.length && length <= sizeBytes; at += PIECE)
			stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
	} catch {
		return undefined;
	}
	return length === sizeBytes ? bytes : undefined;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

function crc32(bytes: Uint8Array): number {
	let value = 0xffffffff;
	for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
	return (value ^ 0xffffffff) >>> 0;
}
