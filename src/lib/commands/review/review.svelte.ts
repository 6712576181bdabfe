import type { Author } from '#lib/model/collab.ts';
import type { Files } from '#lib/model/files.ts';
import { allows } from '#lib/model/role.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { live } from '#lib/services/storage/live.svelte.ts';
import { commentsOf, messagesOf, settingQuery } from '#lib/services/storage/queries.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { noteHeard } from './heard.ts';
import { placeOf, type Place } from './anchor.ts';
import { conversationsOf, unreadIn, type Anchor, type Conversation } from './conversations.ts';
import { proposalsOf, type Proposal } from './proposals.ts';
import { admitted } from './record.ts';
import { requestsOf, type ReviewRequest } from './reviews.ts';
import { ruleOf, type Rule } from './rule.ts';
import { sayAll, tellKept, together, untold } from './tell.ts';
import { turnsOf, untoldTurns, type SharedTurn } from './turns.ts';

type Shared = Pick<Workspace, 'id' | 'tree' | 'files' | 'together'>;

/** What people say about an open creation, alone or together, as screens see it. */
export class Review {
	readonly #workspace: Shared;
	readonly #services: Services;
	readonly #rows;
	readonly #messages;
	readonly #marks = live(settingQuery('readMarks'));
	readonly #stop: () => void;
	#turn: Promise<unknown> = Promise.resolve();
	#isClosed = false;
	/** A comment on what is selected in the editor shall begin; who shows the creation takes it back. */
	isCommentWanted = $state(false);
	#device: Author | undefined = $state.raw();

	/** This device; undefined until something was said here or there is a room. */
	readonly own: Author | undefined = $derived.by(() => this.#workspace.together.room?.author ?? this.#device);
	readonly members: readonly MemberView[] = $derived.by(() => this.#workspace.together.members);
	/** Everything said, as far as it may be trusted. */
	readonly records: readonly SaidComment[] = $derived.by(() => admitted(this.#said, Date.now()));
	readonly conversations: readonly Conversation[] = $derived.by(() => conversationsOf(this.records));
	readonly requests: readonly ReviewRequest[] = $derived.by(() => requestsOf(this.records));
	readonly proposals: readonly Proposal[] = $derived.by(() => proposalsOf(this.records, this.members));
	readonly rule: Rule = $derived.by(() => ruleOf(this.records, { own: this.own, owner: this.#owner }));
	/** What others asked models here, and were answered. */
	readonly turns: readonly SharedTurn[] = $derived.by(() =>
		turnsOf(this.records, this.own, this.members, Date.now()),
	);
	/** Remarks of others since `markRead`. */
	readonly unread: number = $derived.by(() => unreadIn(this.conversations, this.own, this.#readThrough));

	/** Files may be changed here directly, and not by suggestion alone. */
	readonly canEdit: boolean = $derived.by(() => {
		const { role } = this.#workspace.together;
		return role === 'owner' || (role === 'editor' && !this.rule.onlyProposals);
	});

	readonly #kept: readonly SaidComment[] = $derived.by(() => this.#rows.current ?? []);
	readonly #said: readonly SaidComment[] = $derived.by(() => {
		const { state, comments } = this.#workspace.together;
		return state === 'alone' ? this.#kept : together(this.#kept, comments, this.own);
	});
	readonly #owner = $derived.by(() => this.members.find(({ role }) => role === 'owner')?.author);
	readonly #readThrough: Readonly<Record<string, number>> = $derived.by(
		() => this.#marks.current?.[this.#workspace.id] ?? {},
	);

	constructor(workspace: Shared, services: Services) {
		this.#workspace = workspace;
		this.#services = services;
		this.#rows = live(commentsOf, workspace.id);
		this.#messages = live(messagesOf, workspace.id);
		this.#stop = $effect.root(() => {
			$effect(() => this.#learnDevice());
			$effect(() => this.#tellKept());
			$effect(() => this.#tellTurns());
			$effect(() => this.#noteHeard());
		});
	}

	/** Resolves when what is on its way is said and written down. */
	async close(): Promise<void> {
		this.#stop();
		this.#isClosed = true;
		await this.#turn;
	}

	/** "You", or the name that somebody goes by here. */
	nameOf(author: Author): string {
		if (author === this.own) return 'You';
		return this.members.find((member) => member.author === author)?.name || 'Somebody';
	}

	/** Where an anchor points now; follows the files. */
	placeOf(anchor: Anchor): Place {
		void this.#workspace.files;
		return placeOf(this.#workspace.tree, anchor);
	}

	/** What a verdict about all files holds on to: equal files have equal hashes. */
	async hashOf(files: Files): Promise<string> {
		return (await this.#services.history()).treeHash(files);
	}

	/** Everything that is there now counts as read. */
	async markRead(): Promise<void> {
		if (this.unread === 0) return;
		const marks: Record<string, number> = { ...this.#readThrough };
		for (const { author, seq, op } of this.records)
			if (op === 'say') marks[author] = Math.max(marks[author] ?? 0, seq);
		await this.#services.storage.changeSetting('readMarks', (all) => ({
			...all,
			[this.#workspace.id]: marks,
		}));
	}

	/** Who said what is here from before there was a room. */
	#learnDevice(): void {
		if (this.own !== undefined || this.#kept.length === 0) return;
		void this.#services
			.collab()
			.then((collab) => collab.device())
			.then((device) => {
				if (device.ok) this.#device = device.value.author;
			});
	}

	/** What was said alone, or while another tab had the room, is said now. */
	#tellKept(): void {
		const { room, role, comments } = this.#workspace.together;
		if (!room || !allows(role, 'commenter')) return;
		if (untold(this.#kept, comments, room.author).length > 0) this.#inTurn(() => tellKept(room, this.#kept));
	}

	/** Others see what is asked here and answered. */
	#tellTurns(): void {
		const { room, role, comments } = this.#workspace.together;
		// In this order: what nobody else sees needs no query that follows the whole conversation.
		if (!room || !allows(role, 'editor')) return;
		const messages = this.#messages.current;
		if (!messages) return;
		if (untoldTurns(messages, comments, room.author).length > 0)
			this.#inTurn(() => sayAll(room, untoldTurns(messages, room.comments, room.author)));
	}

	/** Activity tells what others decided. */
	#noteHeard(): void {
		const { records, own, members } = this;
		if (!this.#workspace.together.room || own === undefined || members.length === 0) return;
		this.#inTurn(() =>
			noteHeard(
				this.#workspace.id,
				records,
				{ own, nameOf: (author) => this.nameOf(author) },
				this.#services,
			),
		);
	}

	/** One after the other: what was meanwhile said by the one before is not said again. */
	#inTurn(say: () => Promise<unknown>): void {
		this.#turn = this.#turn.then(() => (this.#isClosed ? undefined : say()));
	}
}
