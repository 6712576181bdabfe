import { factsOf } from '#lib/model/providers.ts';
import { compatibleProvider } from './compatible.ts';

export const ollama = compatibleProvider({
	...factsOf('ollama'),
	corsAction: 'Start Ollama with OLLAMA_ORIGINS set to the address of this page, then test again.',
	dialect: {
		effort: (effort) => ({ reasoning_effort: effort === 'off' ? 'none' : effort }),
	},
});
