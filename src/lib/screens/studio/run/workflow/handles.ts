import { Position } from '@xyflow/svelte';
import type { StepNode } from './shape.ts';

/**
 * The same node with the places where its lines begin and end, as its card has them: without them every node is drawn once
 * to be measured, a thousand of them at a time.
 */
export function withHandles(node: StepNode): StepNode {
	const { width = 0, height = 0, type } = node;
	const [middle, side] = [width / 2 - 0.5, { x: width - 1, y: height / 2 - 0.5, position: Position.Right }];
	const top = type === 'group' ? side : { x: middle, y: -0.5, position: Position.Top };
	const bottom = type === 'group' ? side : { x: middle, y: height - 0.5, position: Position.Bottom };
	const point = { width: 1, height: 1 };
	return {
		...node,
		handles: [
			{ type: 'target', ...top, ...point },
			{ type: 'source', ...bottom, ...point },
		],
	};
}
