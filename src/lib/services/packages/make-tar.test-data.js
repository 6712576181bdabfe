/**
 * A tar archive by hand, also one that no tool would write.
 * @param {readonly { readonly path: string, readonly text?: string | Uint8Array, readonly flag?: string }[]} entries
 */
export function tarOf(entries) {
	const blocks = entries.flatMap(({ path, text = '', flag = '0' }) => {
		const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
		const body = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
		body.set(bytes);
		return [headerOf(path, bytes.length, flag), body];
	});
	const whole = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 1024));
	let at = 0;
	for (const block of blocks) {
		whole.set(block, at);
		at += block.length;
	}
	return whole;
}

/**
 * @param {string} path
 * @param {number} size
 * @param {string} flag
 */
function headerOf(path, size, flag) {
	const header = new Uint8Array(512);
	const put = (/** @type {string} */ text, /** @type {number} */ at) =>
		header.set(new TextEncoder().encode(text), at);
	const [prefix, name] = split(path);
	put(name, 0);
	put('0000644\0', 100);
	put(`${size.toString(8).padStart(11, '0')}\0`, 124);
	put('00000000000\0', 136);
	put('        ', 148);
	put(flag, 156);
	put('ustar\u000000', 257);
	put(prefix, 345);
	const sum = header.reduce((total, byte) => total + byte, 0);
	put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	return header;
}

/**
 * @param {string} path
 * @returns {[string, string]}
 */
function split(path) {
	if (path.length <= 100) return ['', path];
	const at = path.indexOf('/', path.length - 101);
	return [path.slice(0, at), path.slice(at + 1)];
}

/** @param {Uint8Array} bytes */
export async function gzip(bytes) {
	const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}
