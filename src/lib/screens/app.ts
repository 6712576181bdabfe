import { createContext } from 'svelte';
import type { Command, ListedCommand } from '#lib/commands/command.ts';
import type { Weight } from '#lib/commands/generate/weigh.ts';
import type { WishDraft } from '#lib/commands/generate/request.ts';
import type { ModelShelf } from '#lib/commands/generate/model-shelf.svelte.ts';
import type { Mesh } from '#lib/commands/mesh/mesh.ts';
import type { ProfileFacts } from '#lib/commands/profile/profile-facts.svelte.ts';
import type { Together } from '#lib/commands/share/together.svelte.ts';
import type { Team } from '#lib/commands/team/team.svelte.ts';
import type { VaultFacts } from '#lib/commands/vault/vault-facts.svelte.ts';
import type { Workspace } from '#lib/commands/workspace/workspace.svelte.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Kit } from '#lib/kinds/kind.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Spec, Understanding } from '#lib/model/spec.ts';
import type { TeamId } from '#lib/model/team.ts';
import type { FileContent, Files } from '#lib/model/files.ts';
import type { Version } from '#lib/model/version.ts';

/** What every screen is given. Wishes go down by `dispatch`; facts come up by `live()` and by what is read here. */
export interface App {
	/** Runs a command; on failure the problem is also shown as a message unless `quiet`. */
	dispatch<Input, Output>(
		command: Command<Input, Output>,
		input: NoInfer<Input>,
		options?: { readonly quiet?: boolean },
	): Promise<Result<Output, Problem>>;
	/** Commands for the palette and the shortcut table; empty until a moment after the first paint. Reactive. */
	readonly commands: readonly ListedCommand[];
	/** Runs a listed command in a context; nothing happens where it makes no sense. */
	invoke(command: ListedCommand, context: { readonly creationId?: CreationId; readonly path?: string }): void;
	/** All starter kits. */
	kits(): Promise<readonly Kit[]>;
	/** What the starter makes of a sentence: for the line under the composer. Within a frame once the grammar is loaded. */
	understand(sentence: string, kind?: KindId): Promise<Understanding>;
	/** Why nothing can be kept in this browser, once that is known. Reactive. */
	readonly problem: Problem | undefined;
	/** Opens a creation for a screen; call `release` when the screen goes. */
	hold(id: CreationId): Promise<Result<Workspace, Problem>>;
	release(id: CreationId): void;
	/** Opens a team for a screen; call `releaseTeam` when the screen goes. */
	holdTeam(id: TeamId): Promise<Result<Team, Problem>>;
	releaseTeam(id: TeamId): void;
	/** Newest first. */
	versions(id: CreationId): Promise<Result<readonly Version[], Problem>>;
	versionFiles(id: CreationId, version: Version['id']): Promise<Result<Files, Problem>>;
	/** What sending a wish to a model would take and cost. Sends nothing. */
	weigh(wish: WishDraft): Promise<Result<Weight, Problem>>;
	/** Ids of creations that match, best first; tolerant of typos. */
	search(text: string): Promise<readonly CreationId[]>;
	/** What creations offer each other, what passed between them, and what the person is asked about it. */
	mesh(): Promise<Result<Mesh, Problem>>;
	/** Fetches what a first run needs, while the person still types. */
	warm(): void;
	/** Builds what was understood before it is made, so that Create is at once. */
	foresee(spec: Spec): void;
	/** Fetches what running needs while a creation is still read from disk. */
	warmSandbox(): void;
	readonly status: AppStatus;
	/** With whom the creation that is open is worked on. Reactive. */
	readonly company: Company;
	readonly appearance: Appearance;
	readonly toasts: Toasts;
	/** The vault and its keys, as far as a page may know them. Reactive. */
	readonly vault: VaultFacts;
	/** Who uses this device. Reactive. */
	readonly profiles: ProfileFacts;
	/** The models that can be asked, and who answers the next wish. Reactive. */
	readonly models: ModelShelf;
	/** Shows a file of a creation to be saved by the browser. */
	download(name: string, content: FileContent): void;
	/** Bytes that everything on this device takes. */
	usage(): Promise<number>;
	/** Asks the browser to keep everything even when space runs low; `status.isPersisted` tells its answer. */
	persist(): Promise<void>;
	/** What another app shared to this one, once: text for the composer, files to import. */
	takeShared(): Promise<{ readonly text: string; readonly files: readonly File[] } | undefined>;
	/** Files opened with the installed app, now and later. */
	onOpenFiles(listener: (files: readonly File[]) => void): void;
}

/** Reactive. */
export interface AppStatus {
	readonly isOnline: boolean;
	/** 0–1 while the files for offline use are fetched, 1 when all are here. */
	readonly offlineReady: number;
	/** A newer version of the product waits for a reload. */
	readonly isUpdateWaiting: boolean;
	/** All tabs save what is unsaved, then reload into the new version. */
	update(): void;
	/** Whether the browser promised not to evict. */
	readonly isPersisted: boolean;
}

/** Reactive. */
export interface Company {
	/** Undefined while no creation is open. */
	readonly open: OpenCompany | undefined;
	/** The studio says whose company it shows; returns how to end that. */
	enter(company: OpenCompany): () => void;
}

/** What the status "Connection" tells of the others; the room of the open creation fits. */
export type OpenCompany = Pick<Together, 'state' | 'members' | 'present' | 'linked'>;

export interface Appearance {
	readonly choice: 'system' | 'light' | 'dark';
	readonly resolved: 'light' | 'dark';
	set(choice: 'system' | 'light' | 'dark'): void;
}

export interface Toast {
	readonly id: number;
	readonly message: string;
	readonly isProblem: boolean;
	readonly action?: { readonly label: string; readonly run: () => void };
}

/** Reactive list of short messages, shown by the shell. */
export interface Toasts {
	readonly items: readonly Toast[];
	show(message: string, action?: Toast['action']): void;
	problem(problem: Problem): void;
	dismiss(id: number): void;
}

export const [useApp, provideApp] = createContext<App>();
