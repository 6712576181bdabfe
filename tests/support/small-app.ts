import { ModelShelf } from '#lib/commands/generate/model-shelf.svelte.ts';
import { render } from 'vitest-browser-svelte';
import type { Component } from 'svelte';
import { execute, type CommandContext } from '#lib/commands/command.ts';
import { commands } from '#lib/commands/index.ts';
import type { Services } from '#lib/commands/services.ts';
import { ProfileFacts } from '#lib/commands/profile/profile-facts.svelte.ts';
import { VaultFacts } from '#lib/commands/vault/vault-facts.svelte.ts';
import { Events } from '#lib/commands/mesh/events/event-bus.ts';
import { Mesh } from '#lib/commands/mesh/mesh.ts';
import { roleOn } from '#lib/commands/share/stored.ts';
import { Workflows } from '#lib/commands/workflow/workflows.ts';
import { Teams } from '#lib/commands/team/teams.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import type { Kind, Kit } from '#lib/kinds/kind.ts';
import type { Creation } from '#lib/model/creation.ts';
import { newCreationId, newUlid, type CreationId } from '#lib/model/id.ts';
import { err, ok } from '#lib/model/result.ts';
import type { Spec, Understanding } from '#lib/model/spec.ts';
import type { App } from '#lib/screens/app.ts';
import { AppearanceChoice } from '#lib/screens/app/appearance.svelte.ts';
import { PresentCompany } from '#lib/screens/app/company.svelte.ts';
import { ToastList } from '#lib/screens/app/toasts.svelte.ts';
import { createProfiles } from '#lib/services/profiles/create-profiles.ts';
import type { Profiles } from '#lib/services/profiles/profiles.ts';
import type { History } from '#lib/services/history/history.ts';
import { createDiscovery } from '#lib/services/discovery/create-discovery.ts';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { createBus } from '#lib/services/storage/bus.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { Database } from '#lib/services/storage/database.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { createPageNetwork } from './page-network.ts';
import { discoverySource } from '#lib/workers/discovery-source.ts';
import { togetherOver } from './together.ts';
import Within from './Within.svelte';

/** An `App` over real storage and real commands, with a grammar of one sentence and nothing that runs. */
export interface SmallApp {
	readonly app: App;
	readonly storage: Storage;
	readonly profiles: Profiles;
	readonly navigated: string[];
}

export const kit = (id: string, title: string, facts: Partial<Kit> = {}): Kit => ({
	id,
	kind: 'app',
	title,
	description: `What ${title} does`,
	example: `A ${title.toLowerCase()}`,
	cues: { nouns: [id] },
	load: () => Promise.resolve({ render: () => new Map() }),
	...facts,
});

const kits = [kit('tracker', 'Tracker'), kit('timer', 'Timer'), kit('quiz', 'Quiz')];

export const recipes: Spec = {
	sentence: 'A recipe tracker with title and rating',
	title: 'Recipes',
	kind: 'app',
	also: [],
	kit: 'tracker',
	entities: [
		{
			name: 'recipe',
			label: 'Recipe',
			plural: 'Recipes',
			fields: [
				{ name: 'title', label: 'Title', type: 'text' },
				{ name: 'rating', label: 'Rating', type: 'rating' },
			],
		},
	],
	features: ['search'],
	triggers: [],
	steps: [],
	options: {},
};

/** Sentences with "recipe" are understood; what follows "please" is left out. */
export function understandRecipes(sentence: string): Understanding {
	if (!/recipe/i.test(sentence))
		return { type: 'refused', reason: 'I know no kit for this. Name what it should keep.', spans: [] };
	const ignored = /please (.+)/.exec(sentence)?.[1];
	return {
		type: 'understood',
		spec: { ...recipes, sentence },
		spans: [],
		ignored: ignored ? [ignored] : [],
	};
}

const appKind: Kind = {
	id: 'app',
	label: 'App',
	kits,
	entry: 'src/main.ts',
	guide: '',
	check: () => [],
	render: async (spec) => ok(new Map([['src/main.ts', `document.title = ${JSON.stringify(spec.title)};\n`]])),
};

const refused = async () => err({ type: 'not-here', message: 'Not part of this test.' });
const history: History = {
	commit: refused,
	log: refused,
	read: refused,
	changes: refused,
	treeHash: () => Promise.reject(new Error('not part of this test')),
	exportRepository: refused,
	importRepository: refused,
};
const absent = () => Promise.reject(new Error('not part of this test'));

export async function smallApp(overrides: Partial<App> = {}): Promise<SmallApp> {
	const database = `test-${newUlid()}`;
	const storage = createStorage({ name: database });
	const opened = await storage.open();
	if (!opened.ok) throw new Error(opened.error.message);
	const index = new Database({ name: database });
	const navigated: string[] = [];
	const toasts = new ToastList();
	const profiles = createProfiles({ storage: memory(), database });
	const workspaces = new Workspaces();
	const services: Services = {
		storage,
		profiles,
		workspaces,
		teams: new Teams(),
		mesh: new Mesh(),
		openapi: async () => createOpenApi(),
		discovery: async () => createDiscovery(discoverySource(index, createBus(database))),
		events: new Events(),
		workflows: new Workflows('test', () => Promise.reject(new Error('Not in this test.'))),
		packages: absent,
		network: async () => createPageNetwork(),
		history: async () => history,
		archive: absent,
		// Nothing runs here, and nothing waits for it.
		nodeSandbox: absent,
		sandbox: () => new Promise<never>(() => undefined),
		keys: absent,
		ledger: absent,
		catalogue: absent,
		router: absent,
		starter: async () => ({
			understand: (sentence) => understandRecipes(sentence),
			amend: (_spec, sentence) => understandRecipes(sentence),
			amendFlow: () => ({ wishes: [], ignored: [] }),
		}),
		kinds: async () => ({ app: appKind }),
		shell: {
			navigate: (path) => void navigated.push(path),
			download: () => undefined,
			notify: (message, action) => toasts.show(message, action),
			leave: (url) => void navigated.push(url),
			openLink: () => undefined,
		},
		...togetherOver(storage),
		roleOn: (id) => roleOn(id, services),
	};
	workspaces.connect(services);
	services.teams.connect(services);
	services.mesh.connect(services);
	services.events.connect(services);
	const app: App = {
		dispatch: async (command, input, options) => {
			const result = await execute(command, input, services);
			if (!result.ok && !options?.quiet) toasts.problem(result.error);
			return result;
		},
		commands,
		problem: undefined,
		invoke: (command, context) => void command.invocation(context)?.(services),
		kits: async () => kits,
		understand: async (sentence) => understandRecipes(sentence),
		hold: (id) => workspaces.hold(id),
		release: (id) => void workspaces.release(id),
		holdTeam: (id) => services.teams.hold(id),
		releaseTeam: (id) => void services.teams.release(id),
		versions: async () => ok([]),
		versionFiles: async () => err({ type: 'version-missing', message: 'There is no such version.' }),
		weigh: refused,
		search: async () => [],
		mesh: async () => ok(services.mesh),
		warm: () => undefined,
		foresee: () => undefined,
		warmSandbox: () => undefined,
		models: new ModelShelf(
			() => Promise.resolve(undefined),
			() => Promise.resolve([]),
		),
		company: new PresentCompany(),
		status: {
			isOnline: true,
			offlineReady: 1,
			isUpdateWaiting: false,
			update: () => undefined,
			isPersisted: false,
		},
		appearance: new AppearanceChoice(),
		toasts,
		profiles: new ProfileFacts(async () => profiles),
		vault: new VaultFacts(async () => undefined),
		download: () => undefined,
		usage: async () => 12_400_000,
		persist: async () => undefined,
		takeShared: async () => undefined,
		onOpenFiles: () => undefined,
		...overrides,
	};
	return { app, storage, profiles, navigated };
}

/** Text by name, forgotten with the test. */
export function memory(): Pick<globalThis.Storage, 'getItem' | 'setItem'> {
	const texts = new Map<string, string>();
	return {
		getItem: (name) => texts.get(name) ?? null,
		setItem: (name, text) => void texts.set(name, text),
	};
}

/** Puts a creation on the device. */
export async function keep(storage: Storage, facts: Partial<Creation> = {}): Promise<CreationId> {
	const id = newCreationId();
	const now = Date.now();
	const creation: Creation = {
		id,
		kind: 'app',
		title: 'Recipes',
		summary: 'Title and rating',
		tags: [],
		isFavourite: false,
		createdAt: now,
		updatedAt: now,
		versionCount: 1,
		head: null,
		...facts,
	};
	const manifest = {
		id: `urn:aether:${id}`,
		name: 'recipes',
		title: creation.title,
		kind: creation.kind,
		version: '1.0.0',
		entry: 'src/main.ts',
	};
	const created = await storage.create(
		creation,
		new Map([
			['aether.json', JSON.stringify(manifest)],
			['src/main.ts', ''],
		]),
		[],
	);
	if (!created.ok) throw new Error(created.error.message);
	return id;
}

/** Renders a screen inside the shell, as the routes do. */
export function renderWithin<Props extends Record<string, unknown>>(
	{ app, navigated }: SmallApp,
	component: Component<Props>,
	props: Props,
	facts: { readonly path?: string; readonly context?: CommandContext } = {},
) {
	return render(Within, {
		props: {
			app,
			path: facts.path ?? '/',
			context: facts.context ?? {},
			navigate: (path: string) => void navigated.push(path),
			component: component as Component<Record<string, unknown>>,
			given: props,
		},
	});
}
