import type { Edge, Node } from '@xyflow/svelte';
import type { Box, GraphShape } from '#lib/ui/graph/layout.ts';
import type { FlowGraph, FlowNode } from '#lib/kinds/workflow/graph.ts';
import { gist, KIND_WORDS, nameWords } from './words.ts';
import type { WorkflowView } from './view.svelte.ts';

export type StepNode = Node<
	{ readonly node: FlowNode; readonly view: WorkflowView },
	'step' | 'group' | 'border'
>;

const STEP = { width: 212, height: 60 };
const BORDER = { width: 76, height: 32 };

/** What the layout must know: sizes are given, so that nothing has to be measured. */
export const shapeOf = ({ nodes, edges }: FlowGraph): GraphShape => ({
	direction: 'TB',
	nodes: nodes.map(({ id, parent, type }) => ({
		id,
		...(type === 'task' ? STEP : BORDER),
		...(parent === undefined ? {} : { parent }),
		...(type === 'group' ? { isGroup: true as const } : {}),
	})),
	edges: edges.map(({ id, inner }) => ({ id, ...inner })),
	gap: { node: 36, rank: 44 },
});

/** Nodes for drawing: groups first, so that what they hold lies on them. */
export function drawn(
	graph: FlowGraph,
	boxes: ReadonlyMap<string, Box>,
	view: WorkflowView,
): { readonly nodes: StepNode[]; readonly edges: Edge[] } {
	const nodes = graph.nodes.map((node): StepNode => {
		const { x, y, width, height } = boxes.get(node.id) ?? { x: 0, y: 0, ...STEP };
		return {
			id: node.id,
			type: node.type === 'task' ? 'step' : node.type === 'group' ? 'group' : 'border',
			position: { x, y },
			width,
			height,
			// Nodes that nobody has seen are not measured: their size is known.
			measured: { width, height },
			draggable: false,
			selectable: node.task !== undefined,
			zIndex: node.type === 'group' ? 0 : 2,
			data: { node, view },
			ariaLabel: describe(node),
		};
	});
	const edges = graph.edges.map(({ id, source, target, label, isError }): Edge => ({
		id,
		source,
		target,
		type: 'smoothstep',
		zIndex: 1,
		selectable: false,
		focusable: false,
		...(label ? { label } : {}),
		...(isError ? { class: 'error' } : {}),
	}));
	return { nodes: [...nodes.filter(isGroup), ...nodes.filter((node) => !isGroup(node))], edges };
}

const isGroup = ({ type }: StepNode): boolean => type === 'group';

/** A node in words: what a screen reader says of it. */
function describe({ type, task, label }: FlowNode): string {
	if (!task) return type === 'start' ? 'Start' : 'End';
	const kind = task.kind ? KIND_WORDS[task.kind] : 'Step';
	return [nameWords(task.name), kind, type === 'group' ? label : gist(task)].filter(Boolean).join(', ');
}
