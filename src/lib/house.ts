import type { Services, Shell } from '#lib/commands/services.ts';
import { Events } from '#lib/commands/mesh/events/event-bus.ts';
import { Mesh } from '#lib/commands/mesh/mesh.ts';
import { roleOn } from '#lib/commands/share/stored.ts';
import { Teams } from '#lib/commands/team/teams.ts';
import { Workflows } from '#lib/commands/workflow/workflows.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import { namedPackages } from '#lib/model/package.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Offline } from '#lib/services/offline/offline.svelte.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { idle } from '#lib/ui/paint.ts';
import { openModels } from './models-house.ts';
import { once } from './once.ts';
import { loadProfiles } from './profiles.ts';
import { loadKinds, loadStarter } from './recipes.ts';

/** Chooses the implementation behind each contract. Fails where this browser refuses to keep anything. */
export async function openHouse(shell: Shell, offline: Offline): Promise<Result<Services, Problem>> {
	const profiles = await loadProfiles();
	const profile = profiles.active;
	await profiles.admit();
	const storage = createStorage({ name: profile.database });
	const opened = await storage.open();
	if (!opened.ok) return opened;
	const [workspaces, mesh, events] = [new Workspaces(), new Mesh(), new Events()];
	const loadJq = once(async () => (await import('#lib/workers/jq.ts')).createJqClient());
	const workflows = new Workflows(profile.database, loadJq);
	offline.beforeReload(() => workspaces.saved());
	profiles.onSwitch(() => void workspaces.saved().finally(() => location.reload()));
	const keys = once(() => openKeys(storage, profile.id, offline));
	const services: Services = {
		storage,
		profiles,
		workspaces,
		teams: new Teams(),
		mesh,
		events,
		workflows,
		openapi: once(async () => (await import('#lib/services/openapi/create-openapi.ts')).createOpenApi()),
		discovery: once(async () =>
			(await import('#lib/workers/discovery.ts')).createDiscoveryClient({ name: profile.database }),
		),
		kinds: loadKinds,
		history: once(async () =>
			(await import('#lib/workers/history.ts')).createHistoryClient({ name: profile.database }),
		),
		archive: once(async () => (await import('#lib/workers/archive.ts')).createArchiveClient()),
		starter: loadStarter,
		keys,
		...openModels(storage),
		packages: once(async () =>
			(await import('#lib/workers/packages.ts')).createPackagesClient(storage, () => offline.controlled()),
		),
		sandbox: openSandbox(() => services.packages(), offline),
		nodeSandbox: openNodeSandbox(storage),
		network: once(async () => {
			const { createCreationNetwork } = await import('#lib/workers/creation-network.ts');
			return createCreationNetwork({ keys, controlled: () => offline.controlled() });
		}),
		collab: once(async () =>
			(await import('#lib/services/collab/create-collab.ts')).createCollab({
				store: storage.rooms,
				audit: (entry) => void storage.audit(entry),
			}),
		),
		openWays: async () => (await import('./ways.ts')).openWays(storage, () => offline.controlled()),
		openSocket: async (url) =>
			(await import('#lib/workers/sockets.ts')).openSocket(url, () => offline.controlled()),
		shell,
		roleOn: (id) => roleOn(id, services),
	};
	for (const part of [workspaces, services.teams, mesh, workflows]) part.connect(services);
	events.connect(services, () => services.network());
	void idle().then(() => wake(services));
	return ok(services);
}

function wake({ workflows, events }: Services): void {
	workflows.wake();
	events.start();
}

const openSandbox = (packages: Services['packages'], offline: Offline): Services['sandbox'] =>
	once(async () => {
		const [{ createEmbeddedSandbox }] = await Promise.all([
			import('#lib/services/sandbox/embedded.ts'),
			offline.controlled(),
		]);
		return createEmbeddedSandbox({
			packages: async (files) =>
				Object.keys(namedPackages(files)).length > 0 ? (await packages()).setFor(files) : undefined,
		});
	});

const openNodeSandbox = (storage: Storage): Services['nodeSandbox'] =>
	once(async () => {
		const [{ createWebContainerSandbox }, { clientId }] = await Promise.all([
			import('#lib/services/sandbox/webcontainer/create-webcontainer.ts'),
			storage.setting('nodeProjects'),
		]);
		// A run asks for consent, creation by creation, before it asks for this.
		return createWebContainerSandbox({ apiKey: clientId, isAllowed: () => true });
	});

/** The key worker of a profile, which also carries the secrets of services. */
async function openKeys(storage: Storage, profile: string, offline: Offline) {
	const [{ createKeysClient }, { Endpoints }] = await Promise.all([
		import('#lib/workers/keys.ts'),
		import('#lib/services/vault/endpoints.ts'),
	]);
	return createKeysClient({
		profile,
		store: {
			read: () => storage.readVault(),
			write: (change) => storage.writeVault(change),
		},
		endpoints: new Endpoints(localStorage, profile),
		services: () => storage.grants.withSecrets(),
		controlled: () => offline.controlled(),
	});
}
