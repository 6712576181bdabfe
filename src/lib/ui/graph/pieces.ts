import dagre from '@dagrejs/dagre';
import type { GraphShape } from './layout.ts';

export interface Item {
	readonly id: string;
	readonly width: number;
	readonly height: number;
}

export interface Link {
	readonly source: string;
	readonly target: string;
}

/** An upper left corner. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

type Places = ReadonlyMap<string, Point>;
type Gap = GraphShape['gap'];

/** A line between two items, by their indices. */
interface Step {
	readonly from: number;
	readonly to: number;
}

/** Items that are laid out together, and the lines between them. */
interface Piece {
	readonly items: readonly Item[];
	readonly links: readonly Link[];
}

/**
 * Longest line, in ranks, that others make room for. Each rank that it crosses costs as much as an item: with a hundred
 * steps that all lead to one far end, minutes.
 */
const LONGEST = 24;

/** Upper left corners by id. Items come in reading order. */
export function placeItems(
	items: readonly Item[],
	links: readonly Link[],
	{ direction, gap }: Pick<GraphShape, 'direction' | 'gap'>,
): Places {
	if (direction === 'TB') return stacked(piecesOf(items, links), gap);
	const turned = items.map(({ id, width, height }) => ({ id, width: height, height: width }));
	const places = stacked(piecesOf(turned, links), gap);
	return new Map([...places].map(([id, { x, y }]) => [id, { x: y, y: x }]));
}

/** Piece below piece, so that the line from one to the next is straight. */
function stacked(pieces: readonly Piece[], gap: Gap): Places {
	const places = new Map<string, Point>();
	let [middle, top]: [number | undefined, number] = [undefined, 0];
	for (const { items, links } of pieces) {
		const found = placePiece(items, links, gap);
		const [first, last] = [items[0], items.at(-1)].map((item) => (item ? middleOf(item, found) : 0));
		const left = (middle ?? 0) - (middle === undefined ? 0 : (first ?? 0));
		for (const [id, { x, y }] of found) places.set(id, { x: x + left, y: y + top });
		middle = left + (last ?? 0);
		top +=
			gap.rank + items.reduce((most, { id, height }) => Math.max(most, (found.get(id)?.y ?? 0) + height), 0);
	}
	return places;
}

const middleOf = ({ id, width }: Item, places: Places): number => (places.get(id)?.x ?? 0) + width / 2;

/** Of pieces that were laid out before, by what they look like: one change in a large graph lays out one piece anew. */
const known = new Map<string, readonly Point[]>();
const MOST_KNOWN = 5_000;

function placePiece(items: readonly Item[], links: readonly Link[], gap: Gap): Places {
	const look = lookOf(items, links, gap);
	const corners = known.get(look) ?? (items.length === 1 ? [{ x: 0, y: 0 }] : layOutPiece(items, links, gap));
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(look, corners);
	return new Map(items.map(({ id }, index) => [id, corners[index] ?? { x: 0, y: 0 }]));
}

/** Equal for two pieces that differ in names only. */
function lookOf(items: readonly Item[], links: readonly Link[], gap: Gap): string {
	const indices = new Map(items.map(({ id }, index) => [id, index]));
	const ends = links.map(({ source, target }) => [indices.get(source), indices.get(target)]);
	return JSON.stringify([gap, items.map(({ width, height }) => [width, height]), ends]);
}

function layOutPiece(items: readonly Item[], links: readonly Link[], gap: Gap): readonly Point[] {
	const graph = new dagre.graphlib.Graph();
	graph.setGraph({ rankdir: 'TB', nodesep: gap.node, ranksep: gap.rank });
	graph.setDefaultEdgeLabel(() => ({}));
	for (const { id, width, height } of items) graph.setNode(id, { width, height });
	for (const { source, target } of links) graph.setEdge(source, target);
	dagre.layout(graph);
	return items.map((item) => cornerOf(graph.node(item.id), item));
}

/** What dagre wrote onto a node: it gives the middle. */
function cornerOf(node: unknown, { width, height }: Item): Point {
	const read = (name: string): number =>
		Number(typeof node === 'object' && node !== null ? Reflect.get(node, name) : 0) || 0;
	return { x: read('x') - width / 2, y: read('y') - height / 2 };
}

/**
 * Parts wherever a single line leads from one item to the next and no other passes by: what is before and what is after
 * do not change each other, and the effort grows with the length of a list instead of its square.
 */
function piecesOf(items: readonly Item[], links: readonly Link[]): readonly Piece[] {
	const steps = nearSteps(items, links);
	const pieces: { readonly items: Item[]; readonly links: Link[] }[] = [];
	const cuts = cutsOf(items.length, steps);
	const pieceAt = items.map((item, index) => {
		const isNew = pieces.length === 0 || cuts.has(index);
		if (isNew) pieces.push({ items: [], links: [] });
		pieces.at(-1)?.items.push(item);
		return pieces.length - 1;
	});
	for (const { from, to } of steps) {
		const [source, target] = [items[from], items[to]];
		const at = pieceAt[from];
		if (source && target && at !== undefined && at === pieceAt[to])
			pieces[at]?.links.push({ source: source.id, target: target.id });
	}
	return pieces;
}

/** The indices before which a list can be cut. */
function cutsOf(count: number, steps: readonly Step[]): ReadonlySet<number> {
	const changes = new Array<number>(count + 1).fill(0);
	const isNext = new Set<number>();
	for (const { from, to } of steps) {
		const [first, last] = [Math.min(from, to) + 1, Math.max(from, to) + 1];
		changes[first] = (changes[first] ?? 0) + 1;
		changes[last] = (changes[last] ?? 0) - 1;
		if (to === from + 1) isNext.add(to);
	}
	let passing = 0;
	return new Set(
		changes.flatMap((change, index) => {
			passing += change;
			return passing === 1 && isNext.has(index) ? [index] : [];
		}),
	);
}

/** The lines between two different items, each once, but for the longest. */
function nearSteps(items: readonly Item[], links: readonly Link[]): readonly Step[] {
	const indices = new Map(items.map(({ id }, index) => [id, index]));
	const once = new Map(links.map((link) => [`${link.source}\n${link.target}`, link]));
	const steps = [...once.values()].flatMap(({ source, target }) => {
		const [from, to] = [indices.get(source), indices.get(target)];
		return from === undefined || to === undefined || from === to ? [] : [{ from, to }];
	});
	const ranks = ranksOf(items.length, steps);
	return steps.filter(({ from, to }) => Math.abs((ranks[to] ?? 0) - (ranks[from] ?? 0)) <= LONGEST);
}

/** How many lines in reading order lead to each item, at most. */
function ranksOf(count: number, steps: readonly Step[]): readonly number[] {
	const ranks = new Array<number>(count).fill(0);
	const onward = steps.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
	for (const { from, to } of onward) ranks[to] = Math.max(ranks[to] ?? 0, (ranks[from] ?? 0) + 1);
	return ranks;
}
