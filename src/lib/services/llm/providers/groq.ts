import { compatibleProvider } from './compatible.ts';

export const groq = compatibleProvider({
	id: 'groq',
	title: 'Groq',
	baseUrl: 'https://api.groq.com/openai/v1',
	needsKey: true,
	keyUrl: 'https://console.groq.com/keys',
	keyPattern: /^gsk_\w{20,}$/,
	dialect: {
		maxTokensField: 'max_completion_tokens',
		effort: (effort, model) => {
			if (/gpt-oss/.test(model)) return { reasoning_effort: effort === 'off' ? 'low' : effort };
			return /qwen/.test(model) ? { reasoning_effort: effort === 'off' ? 'none' : 'default' } : {};
		},
	},
});
