import { compatibleProvider } from './compatible.ts';

export const ollama = compatibleProvider({
	id: 'ollama',
	title: 'Ollama',
	baseUrl: 'http://localhost:11434/v1',
	needsKey: false,
	dialect: {
		effort: (effort) => ({ reasoning_effort: effort === 'off' ? 'none' : effort }),
	},
});
