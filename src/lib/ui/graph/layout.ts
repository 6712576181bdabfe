import dagre from '@dagrejs/dagre';

/** A graph to be drawn. Edges end on nodes, never on groups. */
export interface GraphShape {
	/** `LR` from left to right, `TB` from top to bottom. */
	readonly direction: 'LR' | 'TB';
	readonly nodes: readonly ShapeNode[];
	readonly edges: readonly ShapeEdge[];
	/** Pixels between neighbours, and between ranks. */
	readonly gap: { readonly node: number; readonly rank: number };
}

export interface ShapeNode {
	readonly id: string;
	readonly width: number;
	readonly height: number;
	/** The group around it. */
	readonly parent?: string;
	/** Has others inside: its size follows from theirs. */
	readonly isGroup?: true;
}

export interface ShapeEdge {
	readonly id: string;
	readonly source: string;
	readonly target: string;
}

/** Upper left corner and size. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Places every node by rank; by id. Deterministic. */
export function layOutGraph({ direction, nodes, edges, gap }: GraphShape): ReadonlyMap<string, Box> {
	const graph = new dagre.graphlib.Graph({ multigraph: true, compound: true });
	graph.setGraph({ rankdir: direction, nodesep: gap.node, ranksep: gap.rank });
	graph.setDefaultEdgeLabel(() => ({}));
	for (const { id, width, height, isGroup } of nodes) graph.setNode(id, isGroup ? {} : { width, height });
	for (const { id, parent } of nodes) if (parent !== undefined) graph.setParent(id, parent);
	for (const { id, source, target } of edges)
		if (source !== target && graph.hasNode(source) && graph.hasNode(target))
			graph.setEdge(source, target, {}, id);
	dagre.layout(graph);
	return new Map(nodes.map((node) => [node.id, boxOf(graph.node(node.id))]));
}

/** What dagre wrote onto a node: it gives the middle. */
function boxOf(node: unknown): Box {
	const read = (name: string): number =>
		Number(typeof node === 'object' && node !== null ? Reflect.get(node, name) : 0) || 0;
	const [width, height] = [read('width'), read('height')];
	return { x: read('x') - width / 2, y: read('y') - height / 2, width, height };
}
