import { err, ok, type Result } from '#lib/model/result.ts';
import { isFilePath, type FileContent, type Files } from '#lib/model/files.ts';
import { applyBlocks, type Changed } from './blocks-apply.ts';
import type {
	Applied,
	ApplyOptions,
	FileOutcome,
	FileResult,
	MatchStep,
	Operation,
	Refusal,
} from './edits.ts';
import { findPlaceholder, findShrinkage } from './guards.ts';
import { groupByFile } from './group.ts';
import { applyHunks } from './hunks-apply.ts';
import { splitText } from './text.ts';

/**
 * Applies operations to files. Each file is all or nothing: if one of its operations does not fit in exactly one
 * place, the file stays as it was and the outcome says why; other files are not concerned. Files tied by a move
 * share their fate. `files` is not changed.
 */
export function applyEdits(
	files: Files,
	operations: readonly Operation[],
	options: ApplyOptions = {},
): Applied {
	const next = new Map(files);
	const outcomes: FileOutcome[] = [];
	for (const group of groupByFile(files, operations)) {
		const stage = new Stage(files, options);
		const refusal =
			group.operations.map((operation) => stage.apply(operation)).find((one) => one !== null) ?? null;
		if (refusal) {
			outcomes.push({ path: refusal.path, result: err(refusal.refusal) });
			continue;
		}
		const held = stage.held();
		if (held) {
			outcomes.push({ path: held.path, result: err(held.refusal) });
			continue;
		}
		for (const [path, content] of stage.changes) {
			if (content === null) next.delete(path);
			else next.set(path, content);
		}
		outcomes.push(...stage.outcomes());
	}
	return { files: next, outcomes };
}

interface Refused {
	readonly path: string;
	readonly refusal: Refusal;
}

/** The files of one group while its operations are tried. */
class Stage {
	readonly #files: Files;
	readonly #options: ApplyOptions;
	readonly changes = new Map<string, FileContent | null>();
	readonly #steps = new Map<string, MatchStep>();
	/** New path → path it had before. */
	readonly #origins = new Map<string, string>();
	#isRefused = false;

	constructor(files: Files, options: ApplyOptions) {
		this.#files = files;
		this.#options = options;
	}

	apply(operation: Operation): Refused | null {
		if (this.#isRefused) return null;
		const path = operation.type === 'move' ? operation.from : operation.path;
		const result = this.#guardPaths(operation) ?? this.#run(operation);
		this.#isRefused = result !== null;
		return result && { path, refusal: result };
	}

	/** The first file whose new text may have lost something. */
	held(): Refused | null {
		for (const [path, content] of this.changes) {
			const before = this.#files.get(this.#origins.get(path) ?? path);
			if (typeof content !== 'string' || this.#options.accepted?.has(path)) continue;
			const message = suspicion(typeof before === 'string' ? before : '', content, this.#steps.has(path));
			if (message) return { path, refusal: { type: 'held', message, content } };
		}
		return null;
	}

	outcomes(): readonly FileOutcome[] {
		return [...this.changes]
			.filter(([path, content]) => content !== null || ![...this.#origins.values()].includes(path))
			.map(([path, content]) => ({ path, result: ok(this.#resultOf(path, content)) }));
	}

	#resultOf(path: string, content: FileContent | null): FileResult {
		const step = this.#steps.get(path);
		const before = this.#files.get(path);
		const status =
			content === null
				? 'removed'
				: this.#origins.has(path)
					? 'moved'
					: before === undefined
						? 'added'
						: before === content
							? 'unchanged'
							: 'changed';
		return { status, ...(step === undefined ? {} : { step }) };
	}

	#guardPaths(operation: Operation): Refusal | null {
		const paths =
			operation.type === 'move'
				? [operation.from, operation.to]
				: [
						operation.path,
						...(operation.type === 'edit' && operation.moveTo !== undefined ? [operation.moveTo] : []),
					];
		for (const path of paths) {
			if (!isFilePath(path))
				return { type: 'path-unusable', message: `"${path}" cannot be the path of a file.` };
			if (this.#options.locked?.has(path)) return { type: 'locked', message: `${path} is locked.` };
		}
		return null;
	}

	#read(path: string): FileContent | undefined {
		const staged = this.changes.get(path);
		return staged === undefined ? this.#files.get(path) : (staged ?? undefined);
	}

	#run(operation: Operation): Refusal | null {
		switch (operation.type) {
			case 'write':
				return this.#write(operation);
			case 'edit':
				return this.#edit(operation);
			case 'delete':
				if (this.#read(operation.path) === undefined) return missing(operation.path);
				this.changes.set(operation.path, null);
				return null;
			case 'move':
				return this.#move(operation.from, operation.to, operation.dialect === 'v4a');
		}
	}

	#write({ path, content, dialect }: Operation & { type: 'write' }): Refusal | null {
		const before = this.#read(path);
		if (before !== undefined && typeof before !== 'string') return notText(path);
		this.changes.set(path, dialect === 'v4a' || before === undefined ? content : withEndsOf(before, content));
		return null;
	}

	#edit(operation: Operation & { type: 'edit' }): Refusal | null {
		const { path, moveTo, broken } = operation;
		if (broken)
			return { type: 'malformed', message: `An edit of ${path} did not arrive in a form that can be read.` };
		const before = this.#read(path);
		if (before !== undefined && typeof before !== 'string') return notText(path);
		const isCreation = operation.blocks.every(
			(block) => block.type === 'replace' && block.search.trim() === '',
		);
		if (before === undefined && !isCreation) return missing(path);
		const changed = applyOperation(before ?? '', operation);
		if (!changed.ok) return changed.error;
		this.changes.set(path, changed.value.text);
		this.#steps.set(path, changed.value.step);
		return moveTo === undefined || moveTo === path ? null : this.#move(path, moveTo, true);
	}

	#move(from: string, to: string, overwrites: boolean): Refusal | null {
		const content = this.#read(from);
		if (content === undefined) return missing(from);
		if (!overwrites && from !== to && this.#read(to) !== undefined) {
			return { type: 'file-exists', message: `${from} cannot become ${to}: there is such a file already.` };
		}
		this.changes.set(from, null);
		this.changes.set(to, content);
		this.#origins.set(to, this.#origins.get(from) ?? from);
		const step = this.#steps.get(from);
		if (step) this.#steps.set(to, step);
		return null;
	}
}

function applyOperation(
	text: string,
	{ blocks, format }: Operation & { type: 'edit' },
): Result<Changed, Refusal> {
	const hunks = blocks.filter((block) => block.type === 'hunk');
	if (hunks.length > 0) return applyHunks(text, hunks, format);
	return applyBlocks(
		text,
		blocks.filter((block) => block.type === 'replace'),
	);
}

/** A model writes plain line ends; a file that has the others throughout keeps them. */
function withEndsOf(before: string, content: string): string {
	const { ends } = splitText(before);
	const isCrlf =
		ends.length > 0 &&
		ends.every((end, index) => end === '\r\n' || index === ends.length - 1) &&
		ends.includes('\r\n');
	return isCrlf && !content.includes('\r') ? content.replaceAll('\n', '\r\n') : content;
}

/** Why a new text should be asked about; null if nothing speaks against it. An edit says itself what it removes. */
function suspicion(before: string, after: string, isEdit: boolean): string | null {
	const placeholder = findPlaceholder(before, after);
	if (placeholder !== null) return `A line stands in for code left out: ${placeholder.slice(0, 120)}`;
	const lost = isEdit ? null : findShrinkage(before, after);
	return lost === null ? null : `The new text is ${Math.round(lost * 100)} % shorter than the file.`;
}

const missing = (path: string): Refusal => ({ type: 'file-missing', message: `There is no file ${path}.` });
const notText = (path: string): Refusal => ({ type: 'not-text', message: `${path} is no text.` });
