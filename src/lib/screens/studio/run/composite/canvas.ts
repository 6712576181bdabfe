import { MarkerType, type Edge, type Node } from '@xyflow/svelte';
import type { PanelRun } from '#lib/commands/composite/panel-run.svelte.ts';
import type { Port } from '#lib/commands/composite/ports.ts';
import type { Wire } from '#lib/model/composite.ts';
import type { Box, GraphShape } from '#lib/ui/graph/layout.ts';
import { keyOf } from './view.svelte.ts';

export type PanelNode = Node<
	{ readonly run: PanelRun; readonly fields: readonly Port[]; readonly outputs: readonly Port[] },
	'panel'
>;

const WIDTH = 260;
const [HEAD, PORT] = [44, 26];
/** Ports drawn of one side of a panel; the dialog lists all. */
const MOST = 14;

/** The ports that are drawn: those with a wire, then the first others. */
function drawn(ports: readonly Port[], wired: readonly string[]): readonly Port[] {
	const first = ports.filter(({ path }) => wired.includes(path));
	const others = ports.filter(({ path }) => !wired.includes(path)).slice(0, Math.max(0, MOST - first.length));
	return ports.filter((port) => first.includes(port) || others.includes(port));
}

/** Panels as nodes without a place yet. */
export const nodesOf = (panels: readonly PanelRun[], wires: readonly Wire[]): PanelNode[] =>
	panels.map((run) => {
		const { id, title } = run.panel;
		const fields = drawn(
			run.fields,
			wires.filter(({ to }) => to.panel === id).map(({ to }) => to.field),
		);
		const outputs = drawn(
			run.outputs,
			wires.filter(({ from }) => from.panel === id).map(({ from }) => from.output),
		);
		return {
			...{ id, type: 'panel', position: { x: 0, y: 0 }, data: { run, fields, outputs } },
			ariaLabel: `Panel ${title}`,
			width: WIDTH,
			height: HEAD + PORT * Math.max(1, fields.length, outputs.length) + 8,
		};
	});

export const edgesOf = (wires: readonly Wire[], titleOf: (id: string) => string): Edge[] =>
	wires.map((wire) => ({
		...{ id: keyOf(wire), source: wire.from.panel, sourceHandle: wire.from.output },
		...{ target: wire.to.panel, targetHandle: wire.to.field },
		...(wire.map === undefined ? {} : { label: wire.map.slice(0, 24) }),
		ariaLabel: `Wire from ${titleOf(wire.from.panel)} ${wire.from.output} to ${titleOf(wire.to.panel)} ${wire.to.field}`,
		markerEnd: { type: MarkerType.ArrowClosed },
	}));

export const shapeOf = (nodes: readonly PanelNode[], wires: readonly Wire[]): GraphShape => ({
	direction: 'LR',
	gap: { node: 28, rank: 80 },
	nodes: nodes.map(({ id, width = WIDTH, height = HEAD }) => ({ id, width, height })),
	edges: wires.map((wire) => ({ id: keyOf(wire), source: wire.from.panel, target: wire.to.panel })),
});

export const placedAt = (nodes: readonly PanelNode[], boxes: ReadonlyMap<string, Box>): PanelNode[] =>
	nodes.map((node) => {
		const { x = 0, y = 0 } = boxes.get(node.id) ?? {};
		return { ...node, position: { x, y } };
	});
