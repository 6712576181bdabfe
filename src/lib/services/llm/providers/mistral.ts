import { compatibleProvider } from './compatible.ts';

export const mistral = compatibleProvider({
	id: 'mistral',
	title: 'Mistral',
	baseUrl: 'https://api.mistral.ai/v1',
	needsKey: true,
	keyUrl: 'https://console.mistral.ai/api-keys',
	keyPattern: /^\w{32}$/,
	dialect: {
		// Sends usage by itself and refuses fields it does not know.
		hasStreamOptions: false,
		effort: (effort, model) =>
			/magistral/.test(model) ? { prompt_mode: effort === 'off' ? null : 'reasoning' } : {},
	},
});
