/** One way to cut a text, as a network might. */
export interface Chunking {
	readonly name: string;
	readonly chunks: readonly string[];
}

/** A text whole, in single characters, in small fixed pieces, line by line, and in pieces of changing size. */
export function cutInto(text: string): readonly Chunking[] {
	return [
		{ name: 'whole', chunks: [text] },
		{ name: 'single characters', chunks: text.split('') },
		{ name: 'pieces of 7', chunks: pieces(text, () => 7) },
		{ name: 'lines', chunks: text.split(/(?<=\n)/) },
		...[1, 2, 3].map((seed) => ({ name: `changing pieces ${seed}`, chunks: pieces(text, sizes(seed)) })),
	];
}

function pieces(text: string, size: () => number): readonly string[] {
	const result: string[] = [];
	for (let at = 0; at < text.length;) {
		const next = at + size();
		result.push(text.slice(at, next));
		at = next;
	}
	return result;
}

/** Sizes from 1 to 40, the same for the same seed. */
function sizes(seed: number): () => number {
	let state = seed * 2_654_435_761;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return 1 + ((state >>> 16) % 40);
	};
}
