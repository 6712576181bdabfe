import { MarkerType, type Edge, type Node } from '@xyflow/svelte';
import { KIND_LABELS } from '#lib/model/kind.ts';
import type { Published } from '#lib/model/published.ts';
import type { Box, GraphShape } from '#lib/ui/graph/layout.ts';

export type CreationNode = Node<{ readonly creation: Published }, 'creation'>;

const SIZE = { width: 190, height: 56 };

/** Creations as nodes, links as edges: who uses stands before what is used. */
export function shapeOf(creations: readonly Published[]): GraphShape {
	return {
		direction: 'LR',
		gap: { node: 28, rank: 72 },
		nodes: creations.map(({ creationId }) => ({ id: creationId, ...SIZE })),
		edges: edgesOf(creations).map(({ id, source, target }) => ({ id, source, target })),
	};
}

export const nodesOf = (creations: readonly Published[], boxes: ReadonlyMap<string, Box>): CreationNode[] =>
	creations.map((creation) => {
		const { x = 0, y = 0 } = boxes.get(creation.creationId) ?? {};
		return {
			id: creation.creationId,
			type: 'creation',
			position: { x, y },
			data: { creation },
			ariaLabel: `${creation.title}, ${KIND_LABELS[creation.kind]}, uses ${creation.links.length}`,
			...SIZE,
		};
	});

export function edgesOf(creations: readonly Published[]): Edge[] {
	const titles = new Map(creations.map(({ creationId, title }) => [creationId, title]));
	return creations.flatMap(({ creationId, title, links }) =>
		links
			.filter(({ to }) => titles.has(to))
			.map(({ alias, to }) => ({
				id: `${creationId} ${alias}`,
				source: creationId,
				target: to,
				label: alias,
				markerEnd: { type: MarkerType.ArrowClosed },
				ariaLabel: `${title} uses ${titles.get(to) ?? ''} as ${alias}`,
			})),
	);
}
