import { compatibleProvider } from './compatible.ts';

export const lmStudio = compatibleProvider({
	id: 'lm-studio',
	title: 'LM Studio',
	baseUrl: 'http://localhost:1234/v1',
	needsKey: false,
	corsAction: 'Switch on "Enable CORS" in the server settings of LM Studio, then test again.',
});
