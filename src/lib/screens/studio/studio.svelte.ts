import { createContext } from 'svelte';
import type { Snippet } from 'svelte';
import { amendCreation, correctSpec, readSpec } from '#lib/commands/creation/amend.ts';
import { askModel, continueAnswer, type Picture } from '#lib/commands/generate/ask.ts';
import { FIRST_RULES, RULES_PATH, type Mode } from '#lib/commands/generate/prompt.ts';
import type { WishDraft } from '#lib/commands/generate/request.ts';
import { addFile } from '#lib/commands/workspace/file.ts';
import { restoreVersion, saveVersion } from '#lib/commands/version/version.ts';
import type { Workspace } from '#lib/commands/workspace/workspace.svelte.ts';
import type { Kit } from '#lib/kinds/kind.ts';
import type { Author } from '#lib/model/collab.ts';
import { branchWith } from '#lib/model/branch.ts';
import type { MessageId, ObjectId } from '#lib/model/id.ts';
import type { ModelRef } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { allows } from '#lib/model/role.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Message } from '#lib/model/thread.ts';
import type { Version } from '#lib/model/version.ts';
import { live } from '#lib/services/storage/live.svelte.ts';
import { creationById, messagesOf } from '#lib/services/storage/queries.ts';
import type { App } from '../app.ts';
import { threadPath, type ThreadItem } from './conversation/thread.ts';
import { StudioPresence } from './presence/presence.svelte.ts';
import { Talk } from './review/talk.svelte.ts';

export type CodeTab = 'code' | 'changes' | 'history' | 'comments';
/** `preview` is the creation itself, whatever its kind. */
export type RunTab = 'preview' | 'console' | 'problems';
export type PhonePane = 'chat' | 'preview' | 'code' | 'more';

/** What the wish that was sent last came to. */
export type Turn =
	| { readonly type: 'idle' }
	| { readonly type: 'generating' }
	| { readonly type: 'done' }
	| { readonly type: 'failed'; readonly problem?: Problem };

/** Where the editor should put its cursor; a new object each time. */
export interface Place {
	readonly path: string;
	readonly line: number;
	readonly column: number;
}

/** What the form for correcting the specification is given. */
export interface Adjusting {
	readonly spec: Spec;
	readonly kits: readonly Kit[];
	readonly busy: boolean;
	readonly onsave: (spec: Spec) => void;
	readonly oncancel: () => void;
}

/** What the panes of one open studio share. */
export class Studio {
	readonly app: App;
	readonly workspace: Workspace;
	readonly creation = $derived.by(() => this.#creation.current);
	readonly messages: readonly Message[] = $derived.by(() => this.#messages.current ?? []);
	readonly thread: readonly ThreadItem[] = $derived.by(() => threadPath(this.messages, this.leaf));
	/** The specification the files were made from, where there still is one. */
	readonly spec: Spec | null = $derived.by(() => {
		const spec = readSpec(this.workspace.files);
		return spec.ok ? spec.value : null;
	});
	/** A message of the branch that is shown; null shows the newest. */
	leaf: MessageId | null = $state.raw(null);
	/** What the wish that was sent last came to; also one that began elsewhere, as on the first screen. */
	readonly turn: Turn = $derived.by(() => (this.workspace.generation ? GENERATING : this.#own));
	/** The message that is being edited in place. */
	editing: MessageId | null = $state.raw(null);
	/** The answer that is set beside that of another model. */
	comparing: Message | null = $state.raw(null);
	isAdjusting = $state(false);
	/** Ask answers, plan writes down, build changes files. Only models know the difference. */
	mode: Mode = $state('build');
	/** Wishes that wait for the present one, oldest first. */
	queue: readonly string[] = $state.raw([]);
	/** What else stands in the composer: who answers. */
	readonly tools: Snippet | undefined;

	/** Newest first; undefined until read. */
	versions: readonly Version[] | undefined = $state.raw();
	versionsProblem: Problem | null = $state.raw(null);

	path: string | null = $state.raw(null);
	place: Place | null = $state.raw(null);
	codeTab: CodeTab = $state('code');
	runTab: RunTab = $state('preview');
	pane: PhonePane = $state('chat');
	/** The package that the dialog of packages begins with, which may be none; null while it is closed. */
	wantedPackage: string | null = $state(null);

	isShowingPermissions = $state(false);
	/** The dialog of links is open. */
	isLinking = $state(false);
	isSharing = $state(false);
	/** Whose view is followed: the code pane goes where that person is. */
	following: Author | undefined = $state.raw();
	/** The person may change files here; who may not is told so instead of failing. */
	readonly canEdit: boolean = $derived.by(() => this.workspace.review.canEdit);
	/** Could change files, but the owner wants changes as suggestions. */
	readonly suggestsOnly: boolean = $derived.by(
		() => !this.canEdit && allows(this.workspace.together.role, 'editor'),
	);
	/** The code pane says who wrote which line. */
	isShowingAuthors = $state(false);
	/** Where this person is, and where the others are. */
	readonly presence = new StudioPresence(this);
	/** What is shown and written under Comments. */
	readonly talk = new Talk(this);

	readonly #creation;
	readonly #messages;
	#isStopRequested = false;
	#own: Turn = $state.raw({ type: 'idle' });

	constructor(app: App, workspace: Workspace, tools?: Snippet) {
		this.app = app;
		this.tools = tools;
		this.workspace = workspace;
		this.#creation = live(creationById, workspace.id);
		this.#messages = live(messagesOf, workspace.id);
		this.path = firstPath([...workspace.files.keys()]);
	}

	get canComment(): boolean {
		return allows(this.workspace.together.role, 'commenter');
	}

	get title(): string {
		return this.creation?.title ?? '';
	}

	async loadVersions(): Promise<void> {
		const versions = await this.app.versions(this.workspace.id);
		this.versionsProblem = versions.ok ? null : versions.error;
		if (versions.ok) this.versions = versions.value;
	}

	/** Sends a wish. `parentId` is the message it answers; an earlier one branches and first brings its files back. */
	async ask(sentence: string, options: AskOptions = {}): Promise<void> {
		const { parentId = this.thread.at(-1)?.message.id ?? null, pictures = [] } = options;
		if (this.turn.type === 'generating') {
			this.queue = [...this.queue, sentence];
			return;
		}
		await this.#takeTurn(parentId, async () => {
			const rewound = await this.#rewindTo(parentId);
			if (!rewound.ok) return rewound;
			const wish = { creationId: this.workspace.id, sentence, parentId };
			return this.usesModel
				? this.app.dispatch(
						askModel,
						{ ...wish, ...this.#modelWish(), pictures: [...pictures] },
						{ quiet: true },
					)
				: this.app.dispatch(amendCreation, wish, { quiet: true });
		});
		await this.askNext();
	}

	/** A model answers, and not the starter. */
	get usesModel(): boolean {
		return this.app.models.engine.type !== 'starter';
	}

	/** Answers a wish of the person once more, beside the answer that is there; `model` where it should be another one. */
	async regenerate(answer: Message, model?: ModelRef): Promise<void> {
		const asked = this.messages.find(({ id }) => id === answer.parentId);
		if (!asked || this.turn.type === 'generating') return;
		const wish = { creationId: this.workspace.id, sentence: asked.text, parentId: asked.parentId };
		await this.#takeTurn(asked.id, async () => {
			const rewound = await this.#rewindTo(asked.parentId);
			if (!rewound.ok) return rewound;
			const again = {
				again: asked.id,
				mode: answer.mode ?? this.mode,
				...(model ? { model } : {}),
			};
			return this.app.dispatch(askModel, { ...wish, ...this.#modelWish(), ...again }, { quiet: true });
		});
	}

	/** Of several answers to one wish this one counts: its files come back, and the conversation goes on from it. */
	async keep(answer: Message): Promise<boolean> {
		this.leaf = answer.id;
		const version = this.versionOf(answer);
		return !version || version === this.workspace.head || this.restore(version);
	}

	/** Goes on with an answer that broke off. */
	async goOn(answer: Message): Promise<void> {
		if (this.turn.type === 'generating') return;
		const wish = { creationId: this.workspace.id, messageId: answer.id };
		await this.#takeTurn(answer.id, () => this.app.dispatch(continueAnswer, wish, { quiet: true }));
	}

	/** The wish as it would be sent now, to be weighed. */
	draftOf(sentence: string, pictureCount: number): WishDraft {
		return {
			creationId: this.workspace.id,
			sentence,
			parentId: this.thread.at(-1)?.message.id ?? null,
			...this.#modelWish(),
			choices: this.app.models.choices,
			pictureCount,
		};
	}

	#modelWish() {
		const { engine } = this.app.models;
		return {
			mode: this.mode,
			...(engine.type === 'model' ? { model: engine.ref } : {}),
			...(this.path ? { openPath: this.path } : {}),
		};
	}

	/** Sends the wish that waits longest, if nothing is on its way. */
	async askNext(): Promise<void> {
		const [next, ...rest] = this.queue;
		if (next === undefined || this.turn.type === 'generating' || this.turn.type === 'failed') return;
		this.queue = rest;
		await this.ask(next);
	}

	/** The first sentence again, in other words: the creation follows, on a branch of its own. */
	async askAnew(sentence: string): Promise<void> {
		if (this.turn.type === 'generating') return;
		if (this.usesModel) return this.ask(sentence, { parentId: null });
		const understanding = await this.app.understand(sentence, this.creation?.kind);
		if (understanding.type === 'refused') {
			this.#own = { type: 'failed', problem: { type: 'starter-refused', message: understanding.reason } };
			return;
		}
		await this.correct(understanding.spec, null);
	}

	async correct(spec: Spec, parentId = this.thread.at(-1)?.message.id ?? null): Promise<boolean> {
		const creationId = this.workspace.id;
		await this.#takeTurn(parentId, () =>
			this.app.dispatch(correctSpec, { creationId, spec, parentId }, { quiet: true }),
		);
		return this.turn.type !== 'failed';
	}

	/** Takes back what the running turn makes as soon as it is made: a turn is one step and cannot be cut in two. */
	stopTurn(): void {
		this.workspace.generation?.stop();
		this.#isStopRequested = this.turn.type === 'generating' && !this.workspace.generation;
	}

	async saveVersion(message?: string): Promise<boolean> {
		const saved = await this.app.dispatch(saveVersion, {
			creationId: this.workspace.id,
			...(message ? { message } : {}),
		});
		return saved.ok;
	}

	async restore(version: ObjectId): Promise<boolean> {
		const restored = await this.app.dispatch(restoreVersion, { creationId: this.workspace.id, version });
		return restored.ok;
	}

	/** The version that an answer made. The first answer does not name its own: that one follows after it. */
	versionOf(message: Message): ObjectId | null {
		const isFirst = message.changes?.length && message.changes.every(({ status }) => status === 'added');
		return message.version ?? (isFirst ? this.versions?.at(-1)?.id : null) ?? null;
	}

	versionBefore(id: ObjectId): ObjectId | null {
		return this.versions?.find((version) => version.id === id)?.parents[0] ?? null;
	}

	/** Goes where somebody else is, until the person asks again or does something of their own. */
	follow(author: Author): void {
		this.following = this.following === author ? undefined : author;
	}

	open(path: string): void {
		this.path = path;
		this.codeTab = 'code';
		this.pane = 'code';
	}

	/** The rules that models read with every wish, among the files; made where there are none. */
	async openRules(): Promise<void> {
		const wish = { creationId: this.workspace.id, path: RULES_PATH, text: FIRST_RULES };
		if (!this.workspace.files.has(RULES_PATH) && !(await this.app.dispatch(addFile, wish)).ok) return;
		this.open(RULES_PATH);
	}

	showInCode(place: Place): void {
		if (!this.workspace.files.has(place.path)) return;
		this.open(place.path);
		this.place = place;
	}

	openPreview(): void {
		this.runTab = 'preview';
		this.pane = 'preview';
	}

	openTab(tab: CodeTab): void {
		this.codeTab = tab;
		this.pane = 'code';
	}

	async #takeTurn(parentId: MessageId | null, work: () => Promise<Result<Message, Problem>>): Promise<void> {
		this.#own = { type: 'generating' };
		this.#isStopRequested = false;
		this.leaf = parentId;
		const answer = await work();
		if (!answer.ok) this.#own = { type: 'failed', problem: answer.error };
		else {
			this.leaf = answer.value.id;
			await this.#finish(answer.value);
		}
		await this.loadVersions();
	}

	async #finish(answer: Message): Promise<void> {
		const isWell = answer.state === 'done' || answer.error?.kind === 'aborted';
		this.#own = { type: isWell ? 'done' : 'failed' };
		if (!this.#isStopRequested || !answer.version) return;
		await this.loadVersions();
		const before = this.versionBefore(answer.version);
		if (before && (await this.restore(before))) this.app.toasts.show('Stopped. The change was taken back.');
	}

	/** A branch starts from the files that its parent left; what is newer stays in History. */
	async #rewindTo(parentId: MessageId | null): Promise<Result<unknown, Problem>> {
		const answer = branchWith(this.messages, parentId).findLast((message) => this.versionOf(message));
		const first = this.versions?.at(-1)?.id;
		const version = parentId === null ? first : answer && this.versionOf(answer);
		const isNewest = parentId === (threadPath(this.messages, parentId).at(-1)?.message.id ?? null);
		if (isNewest || !version || version === this.workspace.head) return { ok: true, value: undefined };
		return this.app.dispatch(restoreVersion, { creationId: this.workspace.id, version }, { quiet: true });
	}
}

const GENERATING: Turn = { type: 'generating' };

interface AskOptions {
	readonly parentId?: MessageId | null;
	readonly pictures?: readonly Picture[];
}

export const [useStudio, provideStudio] = createContext<Studio>();

/** The file that says most about a creation, to begin with. */
function firstPath(paths: readonly string[]): string | null {
	const wanted = [/^src\/App\.(tsx|svelte)$/, /^src\/main\./, /^src\/index\./, /^index\.html$/, /^src\//];
	for (const pattern of wanted) {
		const path = paths.find((candidate) => pattern.test(candidate));
		if (path) return path;
	}
	return paths[0] ?? null;
}
