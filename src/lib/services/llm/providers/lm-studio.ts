import { factsOf } from '#lib/model/providers.ts';
import { compatibleProvider } from './compatible.ts';

export const lmStudio = compatibleProvider({
	...factsOf('lm-studio'),
	corsAction: 'Switch on "Enable CORS" in the server settings of LM Studio, then test again.',
});
