import { factsOf } from '#lib/model/providers.ts';
import { compatibleProvider } from './compatible.ts';

export const groq = compatibleProvider({
	...factsOf('groq'),
	dialect: {
		maxTokensField: 'max_completion_tokens',
		effort: (effort, model) => {
			if (/gpt-oss/.test(model)) return { reasoning_effort: effort === 'off' ? 'low' : effort };
			return /qwen/.test(model) ? { reasoning_effort: effort === 'off' ? 'none' : 'default' } : {};
		},
	},
});
