import type { Edge, Node } from '@xyflow/svelte';
import type { Table } from '#lib/kinds/database/runtime/face.ts';
import { layOutGraph } from '#lib/ui/graph/layout.ts';

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
	const edges = tables.flatMap((table) => edgesOf(table));
	const boxes = layOutGraph({
		direction: 'LR',
		nodes: tables.map((table) => ({ id: table.id, width: WIDTH, height: heightOf(table) })),
		// What is pointed to stands on the right.
		edges: edges.map(({ id, source, target }) => ({ id, source: target, target: source })),
		gap: { node: 32, rank: 72 },
	});
	const nodes = tables.map((table): TableNode => {
		const { x, y } = boxes.get(table.id) ?? { x: 0, y: 0 };
		return {
			id: table.id,
			type: 'table',
			position: { x, y },
			data: { table, onopen },
			ariaLabel: describe(table),
			width: WIDTH,
			height: heightOf(table),
		};
	});
	const known = new Set(tables.map(({ id }) => id));
	return { nodes, edges: edges.filter(({ source }) => known.has(source)) };
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
