import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { layOutGraph } from '#lib/ui/graph/layout.ts';
import { END, flowGraph, START } from '#lib/kinds/workflow/graph.ts';
import { shapeOf } from './shape.ts';

const edgesOf = (tasks: string): readonly string[] =>
	flowGraph(parse(tasks)).edges.map(
		({ source, target, label }) => `${nameOf(source)} ${label && `(${label}) `}→ ${nameOf(target)}`,
	);
const nameOf = (id: string): string => id.split('/').at(-1) ?? id;

test('steps follow one another from start to end', () => {
	expect(edgesOf('do: [{ a: { set: {} } }, { b: { set: {} } }]')).toEqual(['a → b', 'start → a', 'b → end']);
});

test('jumps, ends and the cases of a switch lead where they say', () => {
	const edges = edgesOf(`
do:
  - a: { switch: [{ low: { when: .x, then: c } }, { other: { then: end } }] }
  - b: { set: {}, then: exit }
  - c: { set: {}, then: a }
`);
	expect(edges).toEqual(['a (low) → c', 'a (other) → end', 'c → a', 'start → a', 'b → end']);
});

test('after a try both what went well and what was caught go on', () => {
	const edges = edgesOf(`
do:
  - t: { try: [{ x: { set: {} } }], catch: { do: [{ y: { set: {} } }] } }
  - z: { set: {} }
`);
	expect(edges).toEqual(['try (error) → do', 'x → z', 'y → z', 'start → x', 'z → end']);
});

test('branches of a fork start together and meet again', () => {
	const edges = edgesOf(
		'do: [{ f: { fork: { branches: [{ x: { set: {} } }, { y: { set: {} } }] } } }, { z: { set: {} } }]',
	);
	expect(edges).toEqual(['x → z', 'y → z', 'start → x', 'start → y', 'z → end']);
});

test('a failing step leads nowhere, and an empty workflow leads from start to end', () => {
	expect(edgesOf('do: [{ a: { raise: { error: {} } } }]')).toEqual(['start → a']);
	expect(edgesOf('do: []')).toEqual(['start → end']);
});

test('a failing step with a condition leads on, since it may be passed over', () => {
	expect(edgesOf('do: [{ a: { if: .x, raise: { error: {} } } }, { b: { set: {} } }]')).toEqual([
		...['a → b', 'start → a', 'b → end'],
	]);
});

test('node ids are the pointers that runs give their steps', () => {
	const { nodes } = flowGraph(parse('do: [{ l: { for: { in: .x }, do: [{ s: { set: {} } }] } }]'));
	expect(nodes.map(({ id, parent }) => [id, parent])).toEqual([
		[START, undefined],
		['/do/0/l', undefined],
		['/do/0/l/do/0/s', '/do/0/l'],
		[END, undefined],
	]);
});

test('a layout puts every step inside its group and no two steps on one place', () => {
	const path = new URL('../../../../kinds/workflow/kits/order/files/workflow.yaml', import.meta.url);
	const graph = flowGraph(parse(readFileSync(path, 'utf8')));
	const boxes = layOutGraph(shapeOf(graph));
	for (const { id, parent } of graph.nodes) {
		const [box, group] = [boxes.get(id), parent === undefined ? undefined : boxes.get(parent)];
		if (!box) throw new Error(id);
		if (!group) continue;
		expect(box.x).toBeGreaterThanOrEqual(group.x);
		expect(box.y + box.height).toBeLessThanOrEqual(group.y + group.height);
	}
	const leaves = graph.nodes.filter(({ type }) => type === 'task').map(({ id }) => boxes.get(id));
	expect(new Set(leaves.map((box) => `${box?.x},${box?.y}`)).size).toBe(leaves.length);
});
