import { factsOf } from '#lib/model/providers.ts';
import { compatibleProvider } from './compatible.ts';

export const deepseek = compatibleProvider({
	...factsOf('deepseek'),
	dialect: {
		output: 'object',
		replays: 'reasoning_content',
		effort: (effort) => ({ thinking: { type: effort === 'off' ? 'disabled' : 'enabled' } }),
	},
});
