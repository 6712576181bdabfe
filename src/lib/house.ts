import type { Services, Shell } from '#lib/commands/services.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Offline } from '#lib/services/offline/offline.svelte.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { once } from './once.ts';
import { loadKinds, loadStarter } from './recipes.ts';

/** Chooses the implementation behind each contract. Fails where this browser refuses to keep anything. */
export async function openHouse(shell: Shell, offline: Offline): Promise<Result<Services, Problem>> {
	const storage = createStorage();
	const opened = await storage.open();
	if (!opened.ok) return opened;
	const workspaces = new Workspaces();
	offline.beforeReload(() => workspaces.saved());
	const services: Services = {
		storage,
		workspaces,
		kinds: loadKinds,
		history: once(async () => (await import('#lib/workers/history.ts')).createHistoryClient()),
		archive: once(async () => (await import('#lib/workers/archive.ts')).createArchiveClient()),
		starter: loadStarter,
		sandbox: once(async () => {
			const [{ createEmbeddedSandbox }] = await Promise.all([
				import('#lib/services/sandbox/embedded.ts'),
				offline.controlled(),
			]);
			return createEmbeddedSandbox();
		}),
		shell,
		roleOn: () => Promise.resolve('owner'),
	};
	workspaces.connect(services);
	return ok(services);
}
