import { compatibleProvider } from './compatible.ts';

export const openrouter = compatibleProvider({
	id: 'openrouter',
	title: 'OpenRouter',
	baseUrl: 'https://openrouter.ai/api/v1',
	needsKey: true,
	keyUrl: 'https://openrouter.ai/settings/keys',
	keyPattern: /^sk-or-[\w-]{20,}$/,
	keyPath: '/key',
	dialect: {
		replays: 'reasoning_details',
		always: { usage: { include: true } },
		effort: (effort) => ({ reasoning: effort === 'off' ? { enabled: false } : { effort } }),
	},
});
