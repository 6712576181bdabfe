import type { Spot } from '#lib/commands/review/comment.ts';
import type { Proposal } from '#lib/commands/review/proposals.ts';
import type { View } from '#lib/ui/code-editor/editor.ts';
import { indexOf } from '#lib/ui/code-editor/place.ts';
import type { Workspace } from '#lib/commands/workspace/workspace.svelte.ts';
import { rangeMeant, spotAt } from './lines.ts';

/** What of the people's talk is shown. */
export type ReviewPart = 'comments' | 'reviews' | 'suggestions';

/** What is needed of the open studio. */
export interface Desk {
	readonly workspace: Pick<Workspace, 'tree' | 'review'>;
	readonly path: string | null;
	readonly presence: { viewOf(path: string): View | undefined };
	openTab(tab: 'comments'): void;
}

/** What is shown and written of the people's talk about one open creation. */
export class Talk {
	part: ReviewPart = $state('comments');
	/** What the comment that is being written is about; null for the whole creation. */
	spot: Spot | null = $state.raw(null);
	/** The conversation that is to come into view, by its id. */
	wanted: string | null = $state.raw(null);
	/** What is written in the dialog: a new suggestion, or one of one's own anew; null while it is closed. */
	writing: { readonly proposal?: Proposal } | null = $state.raw(null);
	readonly #desk: Desk;

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** Begins a comment on what is selected in the editor, else on the line of its cursor. With `line` (from 1) only there. */
	begin(line?: number): void {
		const { path, workspace, presence } = this.#desk;
		const text = path === null ? undefined : workspace.tree.text(path);
		if (path !== null && text) {
			const view = presence.viewOf(path);
			const ends = view ? [view.anchor, view.head].map((place) => indexOf(text, place) ?? 0) : [0];
			const selected = { from: Math.min(...ends), to: Math.max(...ends) };
			this.spot = spotAt(path, rangeMeant(text.toString(), selected, line));
		}
		this.#show('comments');
	}

	/** Shows what is said in a conversation. */
	open(id: string): void {
		this.wanted = id;
		this.#show('comments');
	}

	/** Begins a suggestion. */
	suggest(): void {
		this.writing = {};
		this.#show('suggestions');
	}

	#show(part: ReviewPart): void {
		this.part = part;
		this.#desk.openTab('comments');
	}
}
