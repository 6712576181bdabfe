const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const TABLE = Array.from(
	{ length: 64 },
	(_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0,
);

/** MD5 by RFC 1321: for comparing with old checksums, never for secrets. */
export function md5(bytes: Uint8Array): Uint8Array {
	const view = padded(bytes);
	const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
	for (let block = 0; block < view.byteLength; block += 64) mix(state, view, block);
	const digest = new DataView(new ArrayBuffer(16));
	state.forEach((word, index) => digest.setInt32(index * 4, word, true));
	return new Uint8Array(digest.buffer);
}

/** The message, a one, zeros, and its length in bits. */
function padded(bytes: Uint8Array): DataView {
	const whole = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64);
	whole.set(bytes);
	whole[bytes.length] = 0x80;
	const view = new DataView(whole.buffer);
	view.setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n, true);
	return view;
}

function mix(state: number[], view: DataView, block: number): void {
	let [a = 0, b = 0, c = 0, d = 0] = state;
	for (let step = 0; step < 64; step++) {
		const round = step >> 4;
		const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] ?? 0;
		const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] ?? 0;
		const sum = (a + mixed + (TABLE[step] ?? 0) + view.getInt32(block + (word % 16) * 4, true)) | 0;
		const shift = SHIFTS[round * 4 + (step % 4)] ?? 0;
		[a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
	}
	[a, b, c, d].forEach((word, index) => (state[index] = ((state[index] ?? 0) + word) | 0));
}
