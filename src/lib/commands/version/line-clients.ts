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
		let weight = 0;
		const count = (): void => {
			if (weight > 0) counts.set(client, (counts.get(client) ?? 0) + weight);
			weight = 0;
		};
		for (const unit of item.content.str) {
			const isSecondHalf = unit === '\n' && previous === '\r';
			previous = unit;
			if (isSecondHalf) continue;
			weight += unit > ' ' ? 1 : EMPTY;
			if (unit !== '\n' && unit !== '\r') continue;
			count();
			close();
		}
		count();
	}
	close();
	return lines;
}

/** Indentation and the end of a line decide only where nothing else is in it. */
const EMPTY = 0.001;

function most(counts: ReadonlyMap<number, number>): number | undefined {
	let best: number | undefined;
	for (const [client, count] of counts)
		if (best === undefined || count > (counts.get(best) ?? 0)) best = client;
	return best;
}
