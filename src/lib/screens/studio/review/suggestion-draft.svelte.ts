import * as Y from 'yjs';
import { mergeFiles } from '#lib/commands/creation/merge.ts';
import { changeSetOf, filesOf, type ChangeSet, type Proposal } from '#lib/commands/review/proposals.ts';
import type { Workspace } from '#lib/commands/workspace/workspace.svelte.ts';
import type { Files } from '#lib/model/files.ts';

/** A change while it is written, in copies of the files as they were when it was begun. */
export class SuggestionDraft {
	/** The file in sight, and its copy. */
	path: string | null = $state(null);
	text: Y.Text | null = $state.raw(null);
	/** Paths whose copies differ. */
	changed: readonly string[] = $state.raw([]);
	readonly #base: Files;
	readonly #doc = new Y.Doc();
	readonly #workspace: Workspace;

	constructor(workspace: Workspace, path: string | null) {
		this.#workspace = workspace;
		this.#base = workspace.files;
		const first = path !== null && this.paths.includes(path) ? path : this.paths[0];
		if (first !== undefined) this.open(first);
		this.#copies.observeDeep(() => {
			this.changed = this.changes().map((change) => change.path);
		});
	}

	/** Text files; others cannot be changed by suggestion. */
	get paths(): string[] {
		return [...this.#base].filter(([, content]) => typeof content === 'string').map(([path]) => path);
	}

	open(path: string): void {
		this.path = path;
		this.text = this.#copyOf(path);
	}

	changes(): ChangeSet {
		return [...this.#copies.entries()]
			.map(([path, copy]) => ({ path, before: this.#textIn(path), after: copy.toString() }))
			.filter(({ before, after }) => before !== after);
	}

	/** Begins with an earlier form of the suggestion, brought onto the files as they are where that fits. */
	async take(proposal: Proposal): Promise<void> {
		const read = await changeSetOf(this.#workspace.review.records, proposal.id);
		if (!read.ok) return;
		const { before, after } = filesOf(read.value);
		const merged = mergeFiles(before, after, this.#base);
		for (const [path, content] of merged.ok ? merged.value : after)
			if (typeof content === 'string') this.#replace(path, content);
		const first = read.value.find(({ path }) => this.paths.includes(path));
		if (first) this.open(first.path);
	}

	#replace(path: string, content: string): void {
		const copy = this.#copyOf(path);
		this.#doc.transact(() => {
			copy.delete(0, copy.length);
			copy.insert(0, content);
		});
	}

	#copyOf(path: string): Y.Text {
		const present = this.#copies.get(path);
		if (present) return present;
		const copy = new Y.Text(this.#textIn(path) ?? '');
		this.#copies.set(path, copy);
		return copy;
	}

	get #copies(): Y.Map<Y.Text> {
		return this.#doc.getMap<Y.Text>('files');
	}

	#textIn(path: string): string | null {
		const content = this.#base.get(path);
		return typeof content === 'string' ? content : null;
	}
}
