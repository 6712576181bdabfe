import dagre from '@dagrejs/dagre';
import type { Edge, Node } from '@xyflow/svelte';
import type { Table } from '#lib/kinds/database/runtime/face.ts';

export type TableNode = Node<{ readonly table: Table; readonly onopen: (id: string) => void }, 'table'>;

const WIDTH = 240;
const HEAD = 38;
const LINE = 24;
/** Columns that a card shows; the rest are counted. */
export const SHOWN_COLUMNS = 14;

/** Places every table so that references run from left to right. */
export function layOut(
	tables: readonly Table[],
	onopen: (id: string) => void,
): { readonly nodes: TableNode[]; readonly edges: Edge[] } {
	const graph = new dagre.graphlib.Graph({ multigraph: true });
	graph.setGraph({ rankdir: 'LR', nodesep: 32, ranksep: 72 });
	graph.setDefaultEdgeLabel(() => ({}));
	for (const table of tables) graph.setNode(table.id, { width: WIDTH, height: heightOf(table) });
	const edges = tables.flatMap((table) => edgesOf(table));
	for (const { id, source, target } of edges)
		if (source !== target && graph.hasNode(source)) graph.setEdge(target, source, {}, id);
	dagre.layout(graph);
	const nodes = tables.map((table): TableNode => {
		const { x, y } = pointOf(graph.node(table.id));
		return {
			id: table.id,
			type: 'table',
			position: { x: x - WIDTH / 2, y: y - heightOf(table) / 2 },
			data: { table, onopen },
			ariaLabel: describe(table),
			width: WIDTH,
			height: heightOf(table),
		};
	});
	const known = new Set(tables.map(({ id }) => id));
	return { nodes, edges: edges.filter(({ source }) => known.has(source)) };
}

/** What dagre wrote onto a node. */
function pointOf(node: unknown): { readonly x: number; readonly y: number } {
	const read = (name: string): number =>
		Number(typeof node === 'object' && node !== null ? Reflect.get(node, name) : 0);
	return { x: read('x'), y: read('y') };
}

const heightOf = ({ columns }: Table): number =>
	HEAD + LINE * Math.min(columns.length, SHOWN_COLUMNS + 1) + 8;

const edgesOf = (table: Table): Edge[] =>
	table.foreignKeys.map(({ name, columns, table: target }) => ({
		id: `${table.id}.${name}`,
		source: target,
		target: table.id,
		ariaLabel: `${table.id}.${columns.join(', ')} points to ${target}`,
	}));

/** A table in words: what a screen reader says of its card. */
export function describe(table: Table): string {
	const links = table.foreignKeys.map(({ table: target }) => target);
	const parts = [`${table.kind} ${table.id}`, `${table.columns.length} columns`];
	if (links.length > 0) parts.push(`points to ${[...new Set(links)].join(', ')}`);
	return parts.join(', ');
}
