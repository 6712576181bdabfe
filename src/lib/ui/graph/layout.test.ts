import { expect, test } from 'vitest';
import { layOutGraph, type Box, type GraphShape } from './layout.ts';

const SIZE = { width: 100, height: 40 };

/** A graph of nodes `0` to `count - 1`, each leading to the next, and of the lines given besides. */
function listOf(
	count: number,
	more: readonly (readonly [number, number])[] = [],
	direction: GraphShape['direction'] = 'TB',
): GraphShape {
	const chain = Array.from({ length: count - 1 }, (_, index) => [index, index + 1] as const);
	return {
		direction,
		gap: { node: 10, rank: 20 },
		nodes: Array.from({ length: count }, (_, index) => ({ id: String(index), ...SIZE })),
		edges: [...chain, ...more].map(([source, target]) => ({
			...{ id: `${source}-${target}`, source: String(source), target: String(target) },
		})),
	};
}

const overlaps = (a: Box, b: Box): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function expectApart(boxes: readonly Box[]): void {
	for (const [index, box] of boxes.entries())
		expect(boxes.slice(index + 1).filter((other) => overlaps(box, other))).toEqual([]);
}

test('a list stands in one straight line, from top to bottom or from left to right', () => {
	const down = [...layOutGraph(listOf(4)).values()];
	expect(down.map(({ x, y }) => [x, y])).toEqual([0, 60, 120, 180].map((y) => [0, y]));
	const right = [...layOutGraph(listOf(3, [], 'LR')).values()];
	expect(right.map(({ x, y }) => [x, y])).toEqual([0, 120, 240].map((x) => [x, 0]));
});

test('steps of which one runs stand beside each other, and the line goes on straight below them', () => {
	const shape = listOf(6, [
		[1, 3],
		[2, 4],
	]);
	const edges = shape.edges.filter(({ id }) => id !== '2-3');
	const boxes = layOutGraph({ ...shape, edges });
	expect(boxes.get('2')?.y).toBe(boxes.get('3')?.y);
	expect(boxes.get('0')?.x).toBe(boxes.get('1')?.x);
	expect(boxes.get('4')?.x).toBe(boxes.get('5')?.x);
	expectApart([...boxes.values()]);
});

test('a group lies around what it holds, and what follows a part keeps off the line that leaves another', () => {
	const boxes = layOutGraph({
		direction: 'TB',
		gap: { node: 10, rank: 20 },
		nodes: [
			{ id: 'first', ...SIZE },
			{ id: 'group', width: 0, height: 0, isGroup: true },
			{ id: 'tried', parent: 'group', ...SIZE },
			{ id: 'caught', parent: 'group', ...SIZE },
			{ id: 'last', ...SIZE },
		],
		edges: [
			{ id: 'a', source: 'first', target: 'tried' },
			{ id: 'b', source: 'tried', target: 'caught' },
			{ id: 'c', source: 'tried', target: 'last' },
			{ id: 'd', source: 'caught', target: 'last' },
		],
	});
	const of = (id: string): Box => boxes.get(id) ?? { x: NaN, y: NaN, width: NaN, height: NaN };
	for (const id of ['tried', 'caught']) {
		expect(of(id).x).toBeGreaterThan(of('group').x);
		expect(of(id).y).toBeGreaterThan(of('group').y);
		expect(of(id).x + of(id).width).toBeLessThan(of('group').x + of('group').width);
		expect(of(id).y + of(id).height).toBeLessThan(of('group').y + of('group').height);
	}
	expectApart(['first', 'group', 'last'].map(of));
	expect(of('caught').x).not.toBe(of('tried').x);
});

test('a thousand steps that may all go to the end, or back, lie apart', { timeout: 60_000 }, () => {
	const jumps = Array.from({ length: 500 }, (_, index): (readonly [number, number])[] => [
		[index * 2, 999],
		[index * 2, Math.max(0, index * 2 - 7)],
	]);
	const boxes = [...layOutGraph(listOf(1_000, jumps.flat())).values()];
	const byHeight = boxes.toSorted((a, b) => a.y - b.y);
	expect(boxes.length).toBe(1_000);
	for (const [index, box] of byHeight.entries())
		expect(byHeight.slice(index + 1, index + 12).filter((other) => overlaps(box, other))).toEqual([]);
});

test('lines to nodes that are not there, and from a node to itself, change nothing', () => {
	const shape = listOf(3);
	const strange = [
		{ id: 'x', source: '1', target: 'gone' },
		{ id: 'y', source: '1', target: '1' },
	];
	expect(layOutGraph({ ...shape, edges: [...shape.edges, ...strange] })).toEqual(layOutGraph(shape));
});

test('a group that holds nothing has the size of its border, and no graph has no boxes', () => {
	const shape = listOf(2);
	const nodes = shape.nodes.map((node) => (node.id === '1' ? { ...node, isGroup: true as const } : node));
	const [first, group] = [...layOutGraph({ ...shape, nodes }).values()];
	expect(
		[first, group]
			.flatMap((box) => (box ? [box.x, box.y, box.width, box.height] : [NaN]))
			.every(Number.isFinite),
	).toBe(true);
	expect(group?.height).toBeGreaterThan(0);
	expect(layOutGraph({ ...shape, nodes: [], edges: [] }).size).toBe(0);
});
