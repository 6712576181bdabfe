import { factsOf } from '#lib/model/providers.ts';
import { responsesProvider } from './openai.ts';

const reasons = (model: string): boolean =>
	/^grok-([4-9]|\d{2}|3-mini)/.test(model) && !/non-reasoning/.test(model);

export const xai = responsesProvider(
	{
		...factsOf('xai'),
	},
	{
		reasons,
		// Grok 4 thinks as much as it likes and refuses the field.
		effort: (effort, model) => {
			if (!reasons(model) || /^grok-4(-|$)/.test(model)) return null;
			return effort === 'off' ? 'low' : effort;
		},
		hasCacheKey: true,
	},
);
