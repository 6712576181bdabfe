import type { Services, Shell } from '#lib/commands/services.ts';
import { Mesh } from '#lib/commands/mesh/mesh.ts';
import { Workflows } from '#lib/commands/workflow/workflows.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import { namedPackages } from '#lib/model/package.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Offline } from '#lib/services/offline/offline.svelte.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
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
	const [workspaces, mesh] = [new Workspaces(), new Mesh()];
	const loadJq = once(async () => (await import('#lib/workers/jq.ts')).createJqClient());
	const workflows = new Workflows(profile.database, loadJq);
	offline.beforeReload(() => workspaces.saved());
	profiles.onSwitch(() => void workspaces.saved().finally(() => location.reload()));
	const services: Services = {
		storage,
		profiles,
		workspaces,
		mesh,
		workflows,
		openapi: once(async () => (await import('#lib/services/openapi/create-openapi.ts')).createOpenApi()),
		kinds: loadKinds,
		history: once(async () =>
			(await import('#lib/workers/history.ts')).createHistoryClient({ name: profile.database }),
		),
		archive: once(async () => (await import('#lib/workers/archive.ts')).createArchiveClient()),
		starter: loadStarter,
		keys: once(async () => {
			const [{ createKeysClient }, { Endpoints }] = await Promise.all([
				import('#lib/workers/keys.ts'),
				import('#lib/services/vault/endpoints.ts'),
			]);
			return createKeysClient({
				profile: profile.id,
				store: {
					read: () => storage.readVault(),
					write: (change) => storage.writeVault(change),
				},
				endpoints: new Endpoints(localStorage, profile.id),
				controlled: () => offline.controlled(),
			});
		}),
		...openModels(storage),
		packages: once(async () =>
			(await import('#lib/workers/packages.ts')).createPackagesClient(storage, () => offline.controlled()),
		),
		sandbox: once(async () => {
			const [{ createEmbeddedSandbox }] = await Promise.all([
				import('#lib/services/sandbox/embedded.ts'),
				offline.controlled(),
			]);
			return createEmbeddedSandbox({
				packages: async (files) =>
					Object.keys(namedPackages(files)).length > 0
						? (await services.packages()).setFor(files)
						: undefined,
			});
		}),
		shell,
		roleOn: () => Promise.resolve('owner'),
	};
	workspaces.connect(services);
	mesh.connect(services);
	workflows.connect(services);
	return ok(services);
}
