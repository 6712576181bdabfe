import { factsOf } from '#lib/model/providers.ts';
import { compatibleProvider } from './compatible.ts';

export const openrouter = compatibleProvider({
	...factsOf('openrouter'),
	keyPath: '/key',
	dialect: {
		replays: 'reasoning_details',
		always: { usage: { include: true } },
		effort: (effort) => ({ reasoning: effort === 'off' ? { enabled: false } : { effort } }),
	},
});
