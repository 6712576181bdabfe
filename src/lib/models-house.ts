import { BUILT_IN } from '#lib/commands/generate/built-in.ts';
import type { Services } from '#lib/commands/services.ts';
import { lenderOf } from '#lib/model/lending.ts';
import { providerFacts } from '#lib/model/providers.ts';
import type { Catalogue } from '#lib/services/catalogue/catalogue.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { once } from './once.ts';

/** What stands between a wish and the models: prices, the ledger, the router. */
export function openModels(storage: Storage): Pick<Services, 'catalogue' | 'ledger' | 'router'> {
	const catalogue = once(() => openCatalogue(storage));
	return {
		catalogue,
		ledger: once(async () => {
			const [{ createLedger }, { estimateTokens }, prices] = await Promise.all([
				import('#lib/services/ledger/create-ledger.ts'),
				import('#lib/services/catalogue/tokens.ts'),
				catalogue(),
			]);
			const priceOf: Catalogue['priceOf'] = (ref, usage, at) => prices.priceOf(ref, usage, at);
			return createLedger({ store: storage, priceOf, estimateTokens });
		}),
		// Made anew for each wish: what the person chose a moment ago counts.
		router: async () => {
			const [{ createRouter }, routing] = await Promise.all([
				import('#lib/services/router/create-router.ts'),
				storage.setting('routing'),
			]);
			return createRouter({ random: Math.random, explorationShare: () => routing.explorationShare });
		},
	};
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
		// What others lend costs this person nothing.
		isLocal: (id) => id === BUILT_IN || lenderOf(id) !== undefined || (providerFacts(id)?.isLocal ?? false),
		fetch: () => Promise.reject(new Error('Prices come with the product; nothing else is fetched.')),
		keep: (list) => storage.putSetting('priceList', list),
	});
}
