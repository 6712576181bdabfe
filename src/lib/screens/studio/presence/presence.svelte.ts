import { untrack } from 'svelte';
import { hueOf } from '#lib/model/author-hue.ts';
import type { Together } from '#lib/commands/share/together.svelte.ts';
import type { Author } from '#lib/model/collab.ts';
import type { Peer, View } from '#lib/ui/code-editor/editor.ts';
import type { Visitor } from '#lib/ui/code-editor/file-tree.ts';
import type { CodeTab } from '../studio.svelte.ts';
import { byFile, fileOf, whereabouts, type PresentMember, type Room } from './whereabouts.ts';

/** What is needed of the open studio. */
export interface Surroundings {
	readonly workspace: {
		readonly files: ReadonlyMap<string, unknown>;
		readonly together: Pick<Together, 'room' | 'members' | 'present' | 'show'>;
	};
	readonly path: string | null;
	readonly codeTab: CodeTab;
	following: Author | undefined;
	open(path: string): void;
	openPreview(): void;
}

/** Where this person is in the open creation, where the others are, and whose way is followed. */
export class StudioPresence {
	readonly #studio: Surroundings;
	/** The region that the person used last. */
	#region: 'conversation' | 'code' | 'run' = $state('code');
	/** What the editor shows, and of which file. */
	#view: (View & { readonly path: string }) | undefined = $state.raw();

	/** Others with a file open, by its path. */
	readonly visitors: ReadonlyMap<string, readonly Visitor[]> = $derived.by(() =>
		byFile(this.#present, ({ author }) => ({ name: this.nameOf(author), hue: hueOf(author) })),
	);
	/** Others in the file that is open here. */
	readonly peers: readonly Peer[] = $derived.by(() =>
		this.#present
			.filter(({ presence }) => fileOf(presence) === this.#studio.path)
			.map(({ author, presence: { anchor, head } }) => ({
				...{ key: author, name: this.nameOf(author), hue: hueOf(author) },
				...{ anchor, head },
			})),
	);
	/** The one whose way is followed, as long as that person is here. */
	readonly followed: PresentMember | undefined = $derived.by(() =>
		this.#present.find(({ author }) => author === this.#studio.following),
	);
	readonly #isHere = $derived(this.followed !== undefined);
	/** Only where, so that a step of the cursor there moves nobody here. */
	readonly #place = $derived(this.followed?.presence.path);
	/** Where the editor scrolls with the one who is followed. */
	readonly followedView: string | undefined = $derived.by(() =>
		this.followed && fileOf(this.followed.presence) === this.#studio.path
			? this.followed.presence.viewport
			: undefined,
	);

	constructor(studio: Surroundings) {
		this.#studio = studio;
	}

	get #together() {
		return this.#studio.workspace.together;
	}

	/** A device may have left and its goodbye been kept for a moment. */
	get #present(): readonly PresentMember[] {
		return this.#together.present.filter(({ presence }) => presence.state === 'here');
	}

	/** As the members' list says: presence is only what a device claims of itself. */
	nameOf(author: Author): string {
		return this.#together.members.find((member) => member.author === author)?.name ?? 'Somebody';
	}

	/** The file or pane, in words. */
	get whereFollowed(): string | undefined {
		return this.followed && whereabouts(this.followed.presence);
	}

	enter(region: string | undefined): void {
		if (region === 'conversation' || region === 'code' || region === 'run') this.#region = region;
	}

	see(path: string, view: View): void {
		this.#view = { ...view, path };
	}

	/** What the editor shows of a file; undefined where that is not the open one. */
	viewOf(path: string): View | undefined {
		return this.#view?.path === path ? this.#view : undefined;
	}

	/** Tells the others where this person is. Call in an effect: it reads what it tells. */
	tell(): void {
		if (this.#together.room === undefined) return;
		const room = this.#roomOf();
		const { path } = this.#studio;
		if (room !== undefined) return this.#together.show({ path: room });
		if (path === null) return this.#together.show({});
		const { anchor, head, viewport } = this.viewOf(path) ?? {};
		this.#together.show({
			path,
			...(anchor !== undefined && { anchor }),
			...(head !== undefined && { head }),
			...(viewport !== undefined && { viewport }),
		});
	}

	#roomOf(): Room | undefined {
		if (this.#region === 'conversation') return '/conversation';
		if (this.#region === 'run') return '/preview';
		const { codeTab } = this.#studio;
		return codeTab === 'code' ? undefined : `/${codeTab}`;
	}

	/** Goes where the one who is followed has gone, as long as that person is here. Call in an effect. */
	goAlong(): void {
		const [isFollowing, isHere, place] = [this.#studio.following !== undefined, this.#isHere, this.#place];
		untrack(() => {
			if (isFollowing && !isHere) return this.stopFollowing();
			const file = fileOf({ path: place });
			if (file !== undefined && this.#studio.workspace.files.has(file)) this.#studio.open(file);
			else if (place === '/preview') this.#studio.openPreview();
		});
	}

	/** The person does something of their own. */
	stopFollowing(): void {
		this.#studio.following = undefined;
	}
}
