import type { MessageId } from '#lib/model/id.ts';
import type { ToolUse } from '#lib/model/thread.ts';
import type { EditEvent } from '#lib/services/edits/edits.ts';
import { askPerson, type Consent, type ConsentQuestion, type ConsentWish } from '../tools/desk.ts';
import type { TurnStep } from './turn.ts';

/** One file of the answer that is being written. */
export interface WrittenFile {
	readonly path: string;
	readonly state: 'writing' | 'written' | 'edited' | 'removed';
	/** Lines so far. */
	readonly lines: number;
}

/** How often the screen follows a stream. ms: 8 times a second is as fast as anybody reads. */
const FOLLOW_MS = 120;

/** The answer that is on its way, as the studio shows it. Null in `Workspace.generation` when there is none. */
export class Generation {
	readonly messageId: MessageId;
	readonly startedAt = Date.now();
	step: TurnStep = $state.raw({ type: 'writing' });
	/** What it says beside the files. Markdown. */
	prose = $state('');
	reasoning = $state('');
	files: readonly WrittenFile[] = $state.raw([]);
	/** The file that is being written and what stands in it; null between files. */
	open: { readonly path: string; readonly text: string } | null = $state.raw(null);

	/** Operations that were called for this answer. */
	tools: readonly ToolUse[] = $state.raw([]);
	/** What the person is asked before an operation is called. */
	consent: ConsentQuestion | null = $state.raw(null);

	readonly #controller = new AbortController();
	#pending = { prose: '', reasoning: '' };
	#files: WrittenFile[] = [];
	#open: { path: string; pieces: string[]; lines: number } | null = null;
	#isShowing = false;

	constructor(messageId: MessageId) {
		this.messageId = messageId;
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	stop(): void {
		this.#controller.abort();
	}

	note(use: ToolUse): void {
		this.tools = [...this.tools, use];
	}

	/** Resolves with the person's word, or with no when the answer is stopped. */
	askConsent(wish: ConsentWish): Promise<Consent> {
		return askPerson(wish, this.signal, (question) => (this.consent = question));
	}

	think(reasoning: string): void {
		this.#pending.reasoning += reasoning;
		this.#later();
	}

	read(events: readonly EditEvent[]): void {
		for (const event of events) this.#take(event);
		if (events.length > 0) this.#later();
	}

	#take(event: EditEvent): void {
		switch (event.type) {
			case 'prose':
				this.#pending.prose += event.text;
				return;
			case 'file-open':
				this.#open = { path: event.path, pieces: [], lines: 0 };
				this.#note({ path: event.path, state: 'writing', lines: 0 });
				return;
			case 'file-delta':
				this.#open?.pieces.push(event.text);
				if (this.#open) this.#open.lines += event.text.split('\n').length - 1;
				return;
			case 'file-close':
				if (this.#open) this.#note({ path: this.#open.path, state: 'written', lines: this.#open.lines });
				this.#open = null;
				return;
			case 'edit-open':
				this.#note({ path: event.path, state: 'writing', lines: 0 });
				return;
			case 'edit-close':
				this.#files = this.#files.map((file) =>
					file.state === 'writing' ? { ...file, state: 'edited' } : file,
				);
				return;
			case 'delete':
				this.#note({ path: event.path, state: 'removed', lines: 0 });
				return;
			case 'move':
				this.#note({ path: event.to, state: 'edited', lines: 0 });
				return;
			case 'edit-block':
			case 'malformed':
			case 'end':
		}
	}

	#note(file: WrittenFile): void {
		this.#files = [...this.#files.filter(({ path }) => path !== file.path), file];
	}

	#later(): void {
		if (this.#isShowing) return;
		this.#isShowing = true;
		setTimeout(() => {
			this.#isShowing = false;
			this.#show();
		}, FOLLOW_MS);
	}

	#show(): void {
		this.prose += this.#pending.prose;
		this.reasoning += this.#pending.reasoning;
		this.#pending = { prose: '', reasoning: '' };
		this.files = this.#files;
		this.open = this.#open && { path: this.#open.path, text: this.#open.pieces.join('') };
	}
}
