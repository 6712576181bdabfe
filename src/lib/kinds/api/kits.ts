import type { Kit, KitEntry } from '../kind.ts';
import { API_KIT_IDS, apiCues, type ApiKitId } from './cues.ts';

/** A new kit is one folder in `kits/`, its cues in `cues.ts` and one entry here. */
const entries: Readonly<Record<ApiKitId, KitEntry>> = {
	records: {
		title: 'REST API',
		description: 'Create, read, change and delete anything, with search and pages',
		example: 'A REST API for books with title, author and published year',
		isGeneral: true,
		uses: ['database'],
		load: async () => (await import('./kits/records/index.ts')).records,
	},
	random: {
		title: 'One at random',
		description: 'Quotes, jokes, facts, names: a random one at every request',
		example: 'An HTTP endpoint that returns a random joke',
		load: async () => (await import('./kits/random/index.ts')).random,
	},
	shortener: {
		title: 'Link shortener',
		description: 'Short links that count their visits and can expire',
		example: 'A URL shortener API',
		load: async () => (await import('./kits/shortener/index.ts')).shortener,
	},
	poll: {
		title: 'Polls',
		description: 'Questions with options, votes and results',
		example: 'A JSON API for polls',
		load: async () => (await import('./kits/poll/index.ts')).poll,
	},
	inbox: {
		title: 'Webhook inbox',
		description: 'Receives webhooks and forms, keeps them, and takes no repeat twice',
		example: 'A webhook that collects what other programs send',
		load: async () => (await import('./kits/inbox/index.ts')).inbox,
	},
	convert: {
		title: 'Conversion API',
		description: 'Units and currencies, with rates that can be set',
		example: 'An endpoint that converts celsius to fahrenheit',
		load: async () => (await import('./kits/convert/index.ts')).convert,
	},
	flags: {
		title: 'Feature flags',
		description: 'Switch features on for all, for some, or for a share',
		example: 'A feature flag API',
		load: async () => (await import('./kits/flags/index.ts')).flags,
	},
	tools: {
		title: 'Small services',
		description: 'Dice, UUIDs, dates, texts, primes, VAT: worked out at each request',
		example: 'An HTTP service that rolls dice',
		load: async () => (await import('./kits/tools/index.ts')).tools,
	},
};

/** The starter kits of the API kind. */
export const apiKits: readonly Kit[] = API_KIT_IDS.map((id) => ({
	id,
	kind: 'api',
	cues: apiCues[id],
	...entries[id],
}));
