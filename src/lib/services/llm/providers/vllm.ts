import { factsOf } from '#lib/model/providers.ts';
import { compatibleProvider } from './compatible.ts';

export const vllm = compatibleProvider({
	...factsOf('vllm'),
	corsAction: 'Start vLLM with --allowed-origins naming the address of this page, then test again.',
	dialect: {
		effort: (effort) => ({ chat_template_kwargs: { enable_thinking: effort !== 'off' } }),
	},
});
