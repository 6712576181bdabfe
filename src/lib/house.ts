import type { Services, Shell } from '#lib/commands/services.ts';
import { Workspaces } from '#lib/commands/workspace/workspaces.ts';
import { providerFacts } from '#lib/model/providers.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Catalogue } from '#lib/services/catalogue/catalogue.ts';
import type { Offline } from '#lib/services/offline/offline.svelte.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
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
	const workspaces = new Workspaces();
	offline.beforeReload(() => workspaces.saved());
	profiles.onSwitch(() => void workspaces.saved().finally(() => location.reload()));
	const catalogue = once(() => openCatalogue(storage));
	const services: Services = {
		storage,
		workspaces,
		kinds: loadKinds,
		history: once(async () =>
			(await import('#lib/workers/history.ts')).createHistoryClient({ name: profile.database }),
		),
		archive: once(async () => (await import('#lib/workers/archive.ts')).createArchiveClient()),
		starter: loadStarter,
		keys: once(async () => {
			const [{ createKeysClient }, { Endpoints }, { createLocalVaultStore }] = await Promise.all([
				import('#lib/workers/keys.ts'),
				import('#lib/services/vault/endpoints.ts'),
				import('#lib/services/vault/local-store.ts'),
			]);
			return createKeysClient({
				profile: profile.id,
				store: createLocalVaultStore(localStorage, profile.id),
				endpoints: new Endpoints(localStorage, profile.id),
				controlled: () => offline.controlled(),
			});
		}),
		catalogue,
		ledger: once(async () => {
			const [{ createLedger }, { estimateTokens }, prices] = await Promise.all([
				import('#lib/services/ledger/create-ledger.ts'),
				import('#lib/services/catalogue/tokens.ts'),
				catalogue(),
			]);
			return createLedger({ store: storage, priceOf: prices.priceOf, estimateTokens });
		}),
		router: once(async () => {
			const [{ createRouter }, routing] = await Promise.all([
				import('#lib/services/router/create-router.ts'),
				storage.setting('routing'),
			]);
			return createRouter({ random: Math.random, explorationShare: () => routing.explorationShare });
		}),
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

async function openCatalogue(storage: Storage): Promise<Catalogue> {
	const [{ loadCatalogue }, saved, own] = await Promise.all([
		import('#lib/services/catalogue/create-catalogue.ts'),
		storage.setting('priceList'),
		storage.setting('ownPrices'),
	]);
	return loadCatalogue({
		ownPrices: () => own,
		saved,
		isLocal: (id) => providerFacts(id)?.isLocal ?? false,
		fetch: () => Promise.reject(new Error('Prices come with the product; nothing else is fetched.')),
		keep: (list) => storage.putSetting('priceList', list),
	});
}
