import type { EditBlock, EditEvent, MalformedReason, Operation } from './edits.ts';
import { looksComplete } from './complete.ts';

/** How the model's stream ended: by itself, cut by a limit or a fault, or nobody knows. */
export type ReplyEnd = 'stop' | 'cut' | 'unknown';

export interface Collected {
	readonly operations: readonly Operation[];
	/** Text of the answer outside all parts. */
	readonly prose: string;
	readonly problems: readonly { readonly reason: MalformedReason; readonly text: string }[];
	/** The part the reply broke off in, with what of it arrived; null when everything is complete. */
	readonly unfinished: {
		readonly path: string;
		readonly type: 'file' | 'edit';
		readonly content: string;
	} | null;
}

/**
 * Puts events together to operations. A part that never closed is an operation only where the model ended by itself,
 * or where nobody knows and its content reads like something whole.
 */
export function collect(events: Iterable<EditEvent>, end: ReplyEnd = 'unknown'): Collected {
	const collector = new Collector(end);
	for (const event of events) collector.take(event);
	return collector.result();
}

type Part =
	| {
			readonly type: 'file';
			readonly path: string;
			readonly pieces: string[];
			readonly open: EditEvent & { type: 'file-open' };
	  }
	| {
			readonly type: 'edit';
			readonly open: EditEvent & { type: 'edit-open' };
			readonly blocks: EditBlock[];
			broken?: MalformedReason;
	  };

/** The same, event by event, for one who shows files while they arrive. */
export class Collector {
	readonly #end: ReplyEnd;
	#operations: Operation[] = [];
	#prose: string[] = [];
	#problems: { reason: MalformedReason; text: string }[] = [];
	#part: Part | null = null;
	#unfinished: Collected['unfinished'] = null;

	constructor(end: ReplyEnd = 'unknown') {
		this.#end = end;
	}

	take(event: EditEvent): void {
		switch (event.type) {
			case 'prose':
				this.#prose.push(event.text);
				break;
			case 'file-open':
				this.#part = { type: 'file', path: event.path, pieces: [], open: event };
				break;
			case 'edit-open':
				this.#part = { type: 'edit', blocks: [], open: event };
				break;
			case 'file-delta':
				if (this.#part?.type === 'file') this.#part.pieces.push(event.text);
				break;
			case 'edit-block':
				if (this.#part?.type === 'edit') this.#part.blocks.push(event.block);
				break;
			case 'file-close':
			case 'edit-close':
				this.#closePart();
				break;
			case 'delete':
				this.#operations.push({ type: 'delete', path: event.path, dialect: event.dialect });
				break;
			case 'move':
				this.#operations.push({ type: 'move', from: event.from, to: event.to, dialect: event.dialect });
				break;
			case 'malformed':
				this.#takeProblem(event);
				break;
			case 'end':
				if (this.#part) this.#endOpen(this.#part);
		}
	}

	result(): Collected {
		return {
			operations: this.#operations,
			prose: this.#prose.join(''),
			problems: this.#problems,
			unfinished: this.#unfinished,
		};
	}

	#takeProblem({ reason, text, voids }: EditEvent & { type: 'malformed' }): void {
		this.#problems.push({ reason, text });
		if (reason === 'thought-unopened') this.#operations = [];
		if (voids) this.#operations = this.#operations.slice(0, -voids);
		if (this.#part?.type === 'edit') this.#part.broken = reason;
	}

	#closePart(): void {
		const part = this.#part;
		this.#part = null;
		if (part?.type === 'file') {
			const { path, dialect } = part.open;
			this.#operations.push({ type: 'write', path, dialect, content: part.pieces.join('') });
		} else if (part) {
			const { path, dialect, format, moveTo } = part.open;
			this.#operations.push({
				type: 'edit',
				path,
				dialect,
				format,
				blocks: part.blocks,
				...(moveTo === undefined ? {} : { moveTo }),
				...(part.broken === undefined ? {} : { broken: part.broken }),
			});
		}
	}

	#endOpen(part: Part): void {
		const content = part.type === 'file' ? part.pieces.join('') : '';
		if (this.#isWhole(part, content)) this.#closePart();
		else this.#unfinished = { type: part.type, path: part.open.path, content };
		this.#part = null;
	}

	/** A patch may have lost its last lines without a trace, so only a closer or the model's own end makes it whole. */
	#isWhole(part: Part, content: string): boolean {
		if (this.#end === 'cut') return false;
		if (part.type === 'edit' && (part.broken || part.blocks.length === 0)) return false;
		if (this.#end === 'stop') return true;
		return part.type === 'file' ? looksComplete(part.path, content) : part.open.format === 'blocks';
	}
}
