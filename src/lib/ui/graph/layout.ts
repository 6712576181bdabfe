import { layOutLevels } from './levels.ts';

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

/**
 * Places every node by rank. Nodes come in reading order; where lines are many, the longest get no room of their own.
 * Deterministic.
 */
export const layOutGraph = (shape: GraphShape): ReadonlyMap<string, Box> => layOutLevels(shape);
