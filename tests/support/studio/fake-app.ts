import { createProfiles } from '#lib/services/profiles/create-profiles.ts';
import { memory } from '../small-app.ts';
import { ModelShelf } from '#lib/commands/generate/model-shelf.svelte.ts';
import '#lib/services/history/buffer.ts';
import { weighWish } from '#lib/commands/generate/weigh.ts';
import { execute } from '#lib/commands/command.ts';
import type { Services } from '#lib/commands/services.ts';
import { ProfileFacts } from '#lib/commands/profile/profile-facts.svelte.ts';
import { VaultFacts } from '#lib/commands/vault/vault-facts.svelte.ts';
import { Events } from '#lib/commands/mesh/events/event-bus.ts';
import { Mesh } from '#lib/commands/mesh/mesh.ts';
import { roleOn } from '#lib/commands/share/stored.ts';
import { Workflows } from '#lib/commands/workflow/workflows.ts';
import { Teams } from '#lib/commands/team/teams.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import type { Kind } from '#lib/kinds/kind.ts';
import type { Files } from '#lib/model/files.ts';
import type { KindId } from '#lib/model/kind.ts';
import { newCreationId, newMessageId, urnOf, type CreationId } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { openModels } from '#lib/models-house.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import type { Packages } from '#lib/services/packages/packages.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { App } from '#lib/screens/app.ts';
import type { Sandbox } from '#lib/services/sandbox/sandbox.ts';
import { createDiscovery } from '#lib/services/discovery/create-discovery.ts';
import { discoverySource } from '#lib/workers/discovery-source.ts';
import { createBus } from '#lib/services/storage/bus.ts';
import { createHistory } from '#lib/services/history/create-history.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createGitFiles } from '#lib/services/storage/git-files.ts';
import { PresentCompany } from '#lib/screens/app/company.svelte.ts';
import { ToastList } from '#lib/screens/app/toasts.svelte.ts';
import { createPageNetwork } from '../page-network.ts';
import { togetherOver } from '../together.ts';
import { FakeSandbox } from './fake-sandbox.ts';

const field = (name: string) => ({
	name,
	label: name.charAt(0).toUpperCase() + name.slice(1),
	type: 'text' as const,
});
const spec: Spec = {
	sentence: 'A recipe tracker',
	title: 'Recipes',
	kind: 'app',
	also: [],
	kit: 'tracker',
	entities: [{ name: 'recipe', label: 'Recipe', plural: 'Recipes', fields: [field('title')] }],
	features: [],
	triggers: [],
	steps: [],
	options: {},
};

const recipe: Kind = {
	id: 'app',
	label: 'App',
	kits: [],
	entry: 'src/main.ts',
	guide: '',
	check: () => [],
	render: (from) => Promise.resolve(ok(render(from))),
};

function render(from: Spec): Files {
	const names = from.entities.flatMap((entity) => entity.fields.map((item) => item.name));
	return new Map([
		['.aether/spec.json', JSON.stringify(from)],
		['README.md', `# ${from.title}\n`],
		['src/main.ts', 'export const start = () => 1;\n'],
		['src/model.ts', `export const fields = [\n${names.map((name) => `\t'${name}',\n`).join('')}];\n`],
		['src/ui/list.ts', 'export const list = [];\n'],
	]);
}

export interface FakeApp {
	readonly app: App;
	readonly sandbox: FakeSandbox;
	/** Where Node projects run. */
	readonly nodeSandbox: FakeSandbox;
	useNodeSandbox(other: Sandbox): void;
	readonly id: CreationId;
	readonly toasts: ToastList;
	/** Keeps another creation of these files. */
	keep(id: CreationId, kind: KindId, title: string, files: Files): Promise<void>;
	/** Nothing begins by itself any more. What was begun may still read: the database goes with the page of the test file. */
	close(): void;
}

/** The real storage, history and commands in a database of its own; only the sandbox and the grammar are played. */
export async function openFakeApp(keys?: Keys, packages?: Packages): Promise<FakeApp> {
	const name = `studio-${crypto.randomUUID()}`;
	const storage = createStorage({ name });
	await storage.open();
	const database = new Database({ name });
	await database.openChecked();
	const history = createHistory(createGitFiles(database));
	const [sandbox, fakeNode] = [new FakeSandbox(), new FakeSandbox()];
	let nodeSandbox: Sandbox = fakeNode;
	const toasts = new ToastList();
	const workspaces = new Workspaces();
	const services: Services = {
		storage,
		profiles: createProfiles({ storage: memory(), database: name }),
		workspaces,
		teams: new Teams(),
		mesh: new Mesh(),
		network: () => Promise.resolve(createPageNetwork()),
		openapi: async () => (await import('#lib/services/openapi/create-openapi.ts')).createOpenApi(),
		discovery: () => Promise.resolve(createDiscovery(discoverySource(database, createBus(name)))),
		events: new Events(),
		workflows: new Workflows('test', () => Promise.reject(new Error('Not in this test.'))),
		packages: () => (packages ? Promise.resolve(packages) : absent()),
		history: () => Promise.resolve(history),
		archive: () => Promise.reject(new Error('not in this test')),
		keys: () => (keys ? Promise.resolve(keys) : absent()),
		...openModels(storage),
		starter: () => Promise.resolve({ understand, amend, amendFlow: () => ({ wishes: [], ignored: [] }) }),
		nodeSandbox: () => Promise.resolve(nodeSandbox),
		sandbox: () => Promise.resolve(sandbox),
		kinds: () => Promise.resolve({ app: recipe }),
		shell: {
			navigate: () => undefined,
			download: () => undefined,
			notify: (message, action) => toasts.show(message, action),
			leave: () => undefined,
			openLink: () => undefined,
		},
		...togetherOver(storage),
		roleOn: (id) => roleOn(id, services),
	};
	workspaces.connect(services);
	services.teams.connect(services);
	services.mesh.connect(services);
	services.events.connect(services);
	const id = await fill(services);
	const app = appOf(services, toasts, keys);
	return {
		app,
		sandbox,
		nodeSandbox: fakeNode,
		useNodeSandbox: (other) => (nodeSandbox = other),
		id,
		toasts,
		keep: async (other, kind, title, files) => {
			const row = await storage.creation(id);
			if (row) await storage.create({ ...row, id: other, kind, title, head: null }, files, []);
		},
		close: () => services.events.stop(),
	};
}

const understand = (sentence: string) => ({
	type: 'understood' as const,
	spec: { ...spec, sentence },
	spans: [],
	ignored: [],
});

/** Understands "Add …"; refuses everything else. */
function amend(before: Spec, sentence: string) {
	const name = /^add (?:an? )?(\w+)/i.exec(sentence)?.[1]?.toLowerCase();
	if (!name) return { type: 'refused' as const, reason: 'Connect a model for this.', spans: [] };
	const entities = before.entities.map((entity) => ({ ...entity, fields: [...entity.fields, field(name)] }));
	return { type: 'understood' as const, spec: { ...before, entities }, spans: [], ignored: [] };
}

async function fill({ storage, workspaces }: Services): Promise<CreationId> {
	const id = newCreationId();
	const now = Date.now();
	const manifest = {
		id: urnOf(id),
		name: 'recipes',
		title: 'Recipes',
		kind: 'app',
		version: '1.0.0',
		entry: 'src/main.ts',
	};
	const files = new Map([...render(spec), ['aether.json', JSON.stringify(manifest)] as const]);
	const asked = newMessageId();
	const common = { creationId: id, state: 'done' as const };
	await storage.create(
		{
			id,
			kind: 'app',
			title: 'Recipes',
			summary: 'Title',
			tags: [],
			isFavourite: false,
			createdAt: now,
			updatedAt: now,
			versionCount: 0,
			head: null,
		},
		files,
		[
			{ ...common, id: asked, parentId: null, role: 'person', text: spec.sentence, at: now - 2 },
			{
				...common,
				id: newMessageId(),
				parentId: asked,
				role: 'assistant',
				by: 'starter',
				text: 'Made **Recipes**.',
				at: now - 1,
				changes: [...files.keys()].map((path) => ({ path, status: 'added', added: 1, removed: 0 })),
			},
		],
	);
	await workspaces.with(id, (workspace) => workspace.loadHead());
	return id;
}

function appOf(services: Services, toasts: ToastList, keys: Keys | undefined): App {
	return {
		dispatch: async (command, input, options) => {
			const result = await execute(command, input, services);
			if (!result.ok && !options?.quiet) toasts.problem(result.error);
			return result;
		},
		commands: [],
		problem: undefined,
		invoke: () => undefined,
		kits: () => Promise.resolve([]),
		understand: (sentence) => Promise.resolve(understand(sentence)),
		hold: (id) => services.workspaces.hold(id),
		release: (id) => void services.workspaces.release(id),
		holdTeam: (id) => services.teams.hold(id),
		releaseTeam: (id) => void services.teams.release(id),
		versions: async (id) => (await services.history()).log(id),
		versionFiles: async (id, version) => (await services.history()).read(id, version),
		weigh: (wish) => weighWish(wish, services),
		search: () => Promise.resolve([]),
		mesh: () => Promise.resolve(ok(services.mesh)),
		warm: () => undefined,
		foresee: () => undefined,
		warmSandbox: () => undefined,
		models: new ModelShelf(
			() => Promise.resolve(keys),
			() => Promise.resolve([]),
		),
		company: new PresentCompany(),
		status: {
			isOnline: true,
			offlineReady: 1,
			isUpdateWaiting: false,
			update: () => undefined,
			isPersisted: true,
		},
		appearance: { choice: 'light', resolved: 'light', set: () => undefined },
		toasts,
		profiles: new ProfileFacts(async () => services.profiles),
		vault: new VaultFacts(async () => undefined),
		download: () => undefined,
		usage: () => Promise.resolve(0),
		persist: () => Promise.resolve(),
		takeShared: () => Promise.resolve(undefined),
		onOpenFiles: () => undefined,
	};
}

/** What these tests do without. */
const absent = (): Promise<never> => Promise.reject(new Error('Not in this test.'));
