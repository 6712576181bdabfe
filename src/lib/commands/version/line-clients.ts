import * as Y from 'yjs';

/** Yjs's number of who wrote most of each line of a text; undefined for an empty text. Lines as an editor counts them. */
export function lineClients(text: Y.Text): readonly (number | undefined)[] {
	const lines: (number | undefined)[] = [];
	let counts = new Map<number, number>();
	let previous = '';
	const close = (): void => {
		lines.push(most(counts));
		counts = new Map();
	};
	for (let item = text._start; item !== null; item = item.right) {
		if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
		const { client } = item.id;
		for (const character of item.content.str) {
			const isSecondHalf = character === '\n' && previous === '\r';
			previous = character;
			if (isSecondHalf) continue;
			// The end of a line decides only where nothing else is in it.
			counts.set(client, (counts.get(client) ?? 0) + (character.trim() === '' ? EMPTY : 1));
			if (character === '\n' || character === '\r') close();
		}
	}
	close();
	return lines;
}

/** Indentation counts for less than any letter. */
const EMPTY = 0.001;

function most(counts: ReadonlyMap<number, number>): number | undefined {
	let best: number | undefined;
	for (const [client, count] of counts)
		if (best === undefined || count > (counts.get(best) ?? 0)) best = client;
	return best;
}
