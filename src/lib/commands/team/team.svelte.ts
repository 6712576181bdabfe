import { untrack } from 'svelte';
import type { Comment } from '#lib/model/collab.ts';
import { newUlid } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { allows } from '#lib/model/role.ts';
import { MOST_RULES, type Deed, type TeamId } from '#lib/model/team.ts';
import type { WorkingTree } from '#lib/services/storage/storage.ts';
import { RULES_PATH } from '../generate/prompt.ts';
import type { Services } from '../services.ts';
import { Together } from '../share/together.svelte.ts';
import { alignRoles } from './align.ts';
import { Attending } from './attending.ts';
import { eventsOf, isTold, type TeamEvent } from './deeds.ts';
import { keepTeam } from './kept.ts';
import { entriesIn, nameIn, type TeamCreation } from './team-doc.ts';

/** One open team: its name, creations and rules, its people, and what they did. */
export class Team {
	readonly id: TeamId;
	readonly tree: WorkingTree;
	readonly together: Together;
	/** Empty until somebody of a team that was joined is reached. */
	name = $state.raw('');
	/** Newest first. */
	creations: readonly TeamCreation[] = $state.raw([]);
	rules = $state.raw('');
	/** Newest first. */
	readonly events: readonly TeamEvent[] = $derived.by(() =>
		eventsOf(this.together.comments, this.together.members),
	);

	readonly #services: Services;
	readonly #attending: Attending;
	readonly #stops: (() => void)[];
	#doc: WorkingTree['doc'];
	#working: Promise<unknown> = Promise.resolve();

	constructor(id: TeamId, tree: WorkingTree, services: Services) {
		this.id = id;
		this.tree = tree;
		this.#services = services;
		this.#attending = new Attending(services);
		this.together = new Together({
			...{ creationId: id, tree, services },
			onReplaced: ({ doc }) => tree.adopt(doc),
		});
		this.#doc = tree.doc;
		this.#doc.on('update', this.#read);
		this.#stops = [tree.watch(() => this.#follow()), $effect.root(() => this.#watch())];
		this.#read();
	}

	/** Says what the person did, signed, to everybody of the team. Does nothing for who may not comment. */
	async tell(deed: Deed): Promise<Result<void, Problem>> {
		const room = await this.together.opened();
		if (!room.ok) return room;
		const { role, author } = room.value;
		if (role === undefined || !allows(role, 'commenter')) return ok(undefined);
		if (isTold(deed, author, room.value.comments)) return ok(undefined);
		const id = newUlid();
		const comment: Comment = { id, thread: id, op: 'say', body: JSON.stringify(deed) };
		return room.value.say(comment);
	}

	/** Changes the document. Resolves when it is on disk; others hear of it when the room is open. Fails with `not-allowed`, `storage-…`. */
	async change(work: (doc: WorkingTree['doc']) => void): Promise<Result<void, Problem>> {
		if (!allows(this.together.role, 'editor')) return err(NOT_EDITOR);
		this.tree.doc.transact(() => work(this.tree.doc), 'person');
		return this.tree.saved();
	}

	/** Only `Teams` calls it. */
	async close(): Promise<void> {
		for (const stop of this.#stops) stop();
		this.#doc.off('update', this.#read);
		this.#attending.attend([]);
		await this.#working;
		await this.together.close();
		this.tree.close();
	}

	/** Another document may have taken the old one's place. */
	#follow(): void {
		if (this.#doc !== this.tree.doc) {
			this.#doc.off('update', this.#read);
			this.#doc = this.tree.doc;
			this.#doc.on('update', this.#read);
		}
		this.#read();
	}

	#read = (): void => {
		const rules = this.tree.files().get(RULES_PATH);
		this.name = nameIn(this.#doc);
		this.creations = entriesIn(this.#doc);
		this.rules = typeof rules === 'string' ? rules.slice(0, MOST_RULES) : '';
		const { id, name } = this;
		const kept = { id, name, rules: this.rules, rooms: this.creations.map(({ room }) => room) };
		this.#next(() => keepTeam(kept, this.#services));
	};

	/** Who comes gets what is here, and may do in the team's creations what they may do in the team. */
	#watch(): void {
		$effect(() => {
			const places = this.together.present.map(({ presence }) => presence.path);
			const rooms = this.creations.map(({ room }) => room).filter((room) => places.includes(room));
			untrack(() => this.#attending.attend(rooms));
		});
		$effect(() => {
			const { room, members } = this.together;
			const { creations } = this;
			if (room === undefined || members.length < 2 || creations.length === 0) return;
			untrack(() => this.#next(() => alignRoles(this, this.#services)));
		});
	}

	#next(work: () => Promise<unknown>): void {
		this.#working = this.#working.then(work, work);
	}
}

const NOT_EDITOR: Problem = {
	type: 'not-allowed',
	message: 'Only editors of the team can change what it holds.',
	action: 'Ask the owner of the team to make you one',
};
