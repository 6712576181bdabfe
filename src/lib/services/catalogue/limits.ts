import type { ModelRef } from '#lib/model/llm.ts';

interface Known {
	readonly pattern: RegExp;
	readonly contextTokens: number;
	readonly maxOutputTokens: number;
}

/** What vendors document for their families; the first that fits counts. A vendor's own `/models` answer wins over it. */
const FAMILIES: readonly Known[] = [
	{ pattern: /gpt-5/, contextTokens: 400_000, maxOutputTokens: 128_000 },
	{ pattern: /gpt-4\.1/, contextTokens: 1_047_576, maxOutputTokens: 32_768 },
	{ pattern: /gpt-4o/, contextTokens: 128_000, maxOutputTokens: 16_384 },
	{ pattern: /\bo[134](-|$)/, contextTokens: 200_000, maxOutputTokens: 100_000 },
	{ pattern: /gpt-oss/, contextTokens: 131_072, maxOutputTokens: 32_768 },
	{ pattern: /claude-(3-5|3\.5)/, contextTokens: 200_000, maxOutputTokens: 8_192 },
	{ pattern: /claude-3(-|$)/, contextTokens: 200_000, maxOutputTokens: 4_096 },
	{ pattern: /claude-opus-4(-1|\.1|-0|$)/, contextTokens: 200_000, maxOutputTokens: 32_000 },
	{ pattern: /claude/, contextTokens: 200_000, maxOutputTokens: 64_000 },
	{ pattern: /gemini-(1|2\.0)/, contextTokens: 1_048_576, maxOutputTokens: 8_192 },
	{ pattern: /gemini/, contextTokens: 1_048_576, maxOutputTokens: 65_536 },
	{ pattern: /grok/, contextTokens: 131_072, maxOutputTokens: 32_768 },
	{ pattern: /deepseek/, contextTokens: 64_000, maxOutputTokens: 8_192 },
	{ pattern: /mistral|codestral|devstral|magistral/, contextTokens: 131_072, maxOutputTokens: 16_384 },
	{ pattern: /qwen|kimi|glm/, contextTokens: 131_072, maxOutputTokens: 16_384 },
	{ pattern: /llama/, contextTokens: 131_072, maxOutputTokens: 8_192 },
];

/** Small enough that nearly every model made since 2024 takes it. */
export const FALLBACK = { contextTokens: 32_768, maxOutputTokens: 4_096 } as const;
/** Programs on the person's own machine start models with small windows, whatever the model could take. */
export const ON_DEVICE = { contextTokens: 8_192, maxOutputTokens: 2_048 } as const;

export const familyOf = (ref: ModelRef): Known | undefined =>
	FAMILIES.find(({ pattern }) => pattern.test(ref.model.toLowerCase()));

const SMALL = /nano|mini(?!max)|lite|flash|haiku|small|instant|tiny|(?<!\d)[1-9]b\b|air\b/;
const LARGE = /opus|ultra|large|\bpro\b|grok-4|405b|sonnet|gpt-5|(?<![a-z])o[13](?!\w)|k2/;

/** What the name alone says of a model; undefined where it says nothing. */
export function tierOfName(model: string): 'cheap' | 'strong' | undefined {
	const name = model.toLowerCase();
	if (SMALL.test(name)) return 'cheap';
	return LARGE.test(name) ? 'strong' : undefined;
}
