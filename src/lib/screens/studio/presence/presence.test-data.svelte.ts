import type { Author } from '#lib/model/collab.ts';
import type { Together } from '#lib/commands/share/together.svelte.ts';
import type { CodeTab } from '../studio.svelte.ts';
import type { Surroundings } from './presence.svelte.ts';
import type { PresentMember } from './whereabouts.ts';

type MemberView = Together['members'][number];
type Room = NonNullable<Together['room']>;
type Presence = PresentMember['presence'];

const FILES: ReadonlyMap<string, string> = new Map([
	['a.ts', ''],
	['b.ts', ''],
]);

/** A studio with two files in a room, without anything on a screen. */
export class Stage implements Surroundings {
	path: string | null = $state('a.ts');
	codeTab: CodeTab = $state('code');
	following: Author | undefined = $state();
	previews = 0;
	readonly shown: object[] = [];
	readonly together;
	readonly workspace;

	constructor(members: readonly MemberView[], room: Room | undefined) {
		this.together = new Company(members, room, (presence) => this.shown.push(presence));
		this.workspace = {
			files: FILES,
			together: this.together,
		};
	}

	open(path: string): void {
		this.path = path;
	}

	openPreview(): void {
		this.previews++;
	}
}

class Company {
	present: readonly PresentMember[] = $state.raw([]);
	readonly members: readonly MemberView[];
	readonly room: Room | undefined;
	readonly show: (presence: Omit<Presence, 'state' | 'clientId' | 'name'>) => void;

	constructor(members: readonly MemberView[], room: Room | undefined, show: (presence: object) => void) {
		this.members = members;
		this.room = room;
		this.show = show;
	}
}
