import { compatibleProvider } from './compatible.ts';

export const deepseek = compatibleProvider({
	id: 'deepseek',
	title: 'DeepSeek',
	baseUrl: 'https://api.deepseek.com',
	needsKey: true,
	keyUrl: 'https://platform.deepseek.com/api_keys',
	keyPattern: /^sk-[0-9a-f]{32}$/,
	dialect: {
		output: 'object',
		replays: 'reasoning_content',
		effort: (effort) => ({ thinking: { type: effort === 'off' ? 'disabled' : 'enabled' } }),
	},
});
