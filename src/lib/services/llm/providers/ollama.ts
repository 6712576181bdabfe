import { compatibleProvider } from './compatible.ts';

export const ollama = compatibleProvider({
	id: 'ollama',
	title: 'Ollama',
	baseUrl: 'http://localhost:11434/v1',
	needsKey: false,
	corsAction: 'Start Ollama with OLLAMA_ORIGINS set to the address of this page, then test again.',
	dialect: {
		effort: (effort) => ({ reasoning_effort: effort === 'off' ? 'none' : effort }),
	},
});
