import { compatibleProvider } from './compatible.ts';

export const vllm = compatibleProvider({
	id: 'vllm',
	title: 'vLLM',
	baseUrl: 'http://localhost:8000/v1',
	needsKey: false,
	corsAction: 'Start vLLM with --allowed-origins naming the address of this page, then test again.',
	dialect: {
		effort: (effort) => ({ chat_template_kwargs: { enable_thinking: effort !== 'off' } }),
	},
});
