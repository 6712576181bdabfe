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
	/** How many ranks apart they are. */
	readonly ranks: number;
}

/** Items that are laid out together, and the lines between them. */
interface Piece {
	readonly items: readonly Item[];
	readonly links: readonly Link[];
}

/**
 * Ranks that the lines of one part may cross in all. Others make room for a line at each rank that it crosses, which costs
 * as much as an item: with a hundred steps that all lead to one far end, minutes. The longest get no room.
 */
const MOST_ROOM = 300;

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
	let line: number | undefined;
	let top = 0;
	for (const { items, links } of pieces) {
		const found = placePiece(items, links, gap);
		const left = line === undefined ? 0 : line - middleOf(items[0], found);
		for (const [id, { x, y }] of found) places.set(id, { x: x + left, y: y + top });
		line = left + middleOf(items.at(-1), found);
		top += heightOf(items, found) + gap.rank;
	}
	return places;
}

const middleOf = (item: Item | undefined, places: Places): number =>
	item ? (places.get(item.id)?.x ?? 0) + item.width / 2 : 0;

const heightOf = (items: readonly Item[], places: Places): number =>
	items.reduce((most, { id, height }) => Math.max(most, (places.get(id)?.y ?? 0) + height), 0);

/** Of pieces that were laid out before, by what they look like: one change in a large graph lays out one piece anew. */
const known = new Map<string, readonly Point[]>();
const MOST_KNOWN = 2_000;

function placePiece(items: readonly Item[], links: readonly Link[], gap: Gap): Places {
	if (items.length === 1) return new Map(items.map(({ id }) => [id, { x: 0, y: 0 }]));
	const look = lookOf(items, links, gap);
	const corners = known.get(look) ?? layOutPiece(items, links, gap);
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

/** Items with the lines that get room, in parts that are laid out each by itself. */
function piecesOf(items: readonly Item[], links: readonly Link[]): readonly Piece[] {
	const steps = stepsOf(items, links);
	return cut({ first: 0, end: items.length, steps })
		.flatMap((part) => cut({ ...part, steps: withRoom(part.steps) }))
		.map(({ first, end, steps: own }) => ({
			items: items.slice(first, end),
			links: own.flatMap(({ from, to }) => {
				const [source, target] = [items[from], items[to]];
				return source && target ? [{ source: source.id, target: target.id }] : [];
			}),
		}));
}

/** The shortest lines, as many as there is room for. */
function withRoom(steps: readonly Step[]): readonly Step[] {
	let taken = 0;
	const kept = steps
		.toSorted((a, b) => a.ranks - b.ranks)
		.filter(({ ranks }) => (taken += ranks - 1) <= MOST_ROOM);
	return kept.toSorted((a, b) => a.from - b.from);
}

/** Items from `first` up to `end`, which is not among them. */
interface Part {
	readonly first: number;
	readonly end: number;
	readonly steps: readonly Step[];
}

/**
 * In parts wherever a single line leads from one item to the next and no other passes by: what is before and what is after
 * do not change each other, and the effort grows with the length of a list instead of its square.
 */
function cut({ first, end, steps }: Part): readonly Part[] {
	const starts = [...new Set([first, ...cutsOf(steps)])];
	const parts = starts.map((start, index) => {
		const own: Step[] = [];
		return { first: start, end: starts[index + 1] ?? end, steps: own };
	});
	let at = 0;
	for (const step of steps.toSorted((a, b) => Math.min(a.from, a.to) - Math.min(b.from, b.to))) {
		while (Math.min(step.from, step.to) >= (parts[at]?.end ?? Infinity)) at++;
		if (Math.max(step.from, step.to) < (parts[at]?.end ?? 0)) parts[at]?.steps.push(step);
	}
	return parts;
}

/** The indices before which a list can be cut, in order. */
function cutsOf(steps: readonly Step[]): readonly number[] {
	const changes = new Map<number, number>();
	const change = (index: number, by: number) => changes.set(index, (changes.get(index) ?? 0) + by);
	for (const { from, to } of steps) {
		change(Math.min(from, to) + 1, 1);
		change(Math.max(from, to) + 1, -1);
	}
	const next = new Set(steps.filter(({ from, to }) => to === from + 1).map(({ to }) => to));
	let passing = 0;
	return [...changes]
		.toSorted(([a], [b]) => a - b)
		.flatMap(([index, by]) => {
			passing += by;
			return passing === 1 && next.has(index) ? [index] : [];
		});
}

/** The lines between two different items, each once. */
function stepsOf(items: readonly Item[], links: readonly Link[]): readonly Step[] {
	const indices = new Map(items.map(({ id }, index) => [id, index]));
	const once = new Map(links.map((link) => [`${link.source}\n${link.target}`, link]));
	const steps = [...once.values()].flatMap(({ source, target }) => {
		const [from, to] = [indices.get(source), indices.get(target)];
		return from === undefined || to === undefined || from === to ? [] : [{ from, to }];
	});
	const ranks = ranksOf(items.length, steps);
	return steps.map(({ from, to }) => ({ from, to, ranks: Math.abs((ranks[to] ?? 0) - (ranks[from] ?? 0)) }));
}

/** How many lines in reading order lead to each item, at most. */
function ranksOf(count: number, steps: readonly Pick<Step, 'from' | 'to'>[]): readonly number[] {
	const ranks = Array.from({ length: count }, () => 0);
	const onward = steps.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
	for (const { from, to } of onward) ranks[to] = Math.max(ranks[to] ?? 0, (ranks[from] ?? 0) + 1);
	return ranks;
}
