import * as z from 'zod/mini';
import { bytesOf, contentFromBytes, type FileContent, type Files } from '#lib/model/files.ts';

const indexSchema = z.array(z.tuple([z.string(), z.int()]));
const decoder = new TextDecoder();

/** All files in one body: four bytes for the length of the index, the index as JSON, the contents. */
export function pack(files: Files): Uint8Array {
	const contents = [...files].map(([path, content]) => [path, bytesOf(content)] as const);
	const index = bytesOf(JSON.stringify(contents.map(([path, { length }]) => [path, length])));
	const total = contents.reduce((sum, [, { length }]) => sum + length, 4 + index.length);
	const body = new Uint8Array(total);
	new DataView(body.buffer).setUint32(0, index.length);
	body.set(index, 4);
	let at = 4 + index.length;
	for (const [, bytes] of contents) {
		body.set(bytes, at);
		at += bytes.length;
	}
	return body;
}

/** The files of a packed body; undefined when it is damaged. */
export function unpackBody(body: Uint8Array): Files | undefined {
	try {
		const length = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0);
		const index = indexSchema.parse(JSON.parse(decoder.decode(body.subarray(4, 4 + length))));
		const files = new Map<string, FileContent>();
		let at = 4 + length;
		for (const [path, size] of index) {
			files.set(path, contentFromBytes(body.slice(at, at + size)));
			at += size;
		}
		return at === body.length ? files : undefined;
	} catch {
		return undefined;
	}
}
