import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { PROGRAM_NAME } from './messages.ts';

export interface Traced {
	readonly stack: string;
	readonly path?: string;
	readonly line?: number;
}

/** Reads a stack of the program back into the creation's own files. */
export class Trace {
	readonly #map: TraceMap;

	constructor(map: string) {
		this.#map = new TraceMap(map);
	}

	/** The stack with own paths, and the innermost place in a file of the creation. */
	read(stack: string): Traced {
		let first: { path: string; line: number } | undefined;
		const pattern = new RegExp(`${PROGRAM_NAME.replaceAll('.', '\\.')}:(\\d+):(\\d+)`, 'g');
		const own = stack.replaceAll(pattern, (whole, line: string, column: string) => {
			const found = originalPositionFor(this.#map, { line: Number(line), column: Number(column) - 1 });
			if (found.source === null) return whole;
			const path = found.source.replace(/^.*?creation:/, '');
			first ??= { path, line: found.line };
			return `${path}:${found.line}:${found.column + 1}`;
		});
		return { stack: own, ...first };
	}
}
