import * as z from 'zod/mini';
import { authorSchema, type Author } from './collab.ts';
import { modelRefSchema } from './llm-schema.ts';

/** Nano-dollars, or tokens in and out together. */
const LEND_UNITS = ['money', 'tokens'] as const;

const amount = z.int().check(z.gte(0), z.lte(1e15));

/** On which terms a person lets others use a model with a key that stays here. */
export const lendTermsSchema = z.object({
	ref: modelRefSchema,
	unit: z.enum(LEND_UNITS),
	/** In the unit, for each member. */
	perMember: amount,
	/** In the unit, for all of them together. */
	inAll: amount,
});
export type LendTerms = z.infer<typeof lendTermsSchema>;

/** A lent model as the one who may use it knows it. */
export const lentModelSchema = z.object({
	/** The vendor's id of it. */
	model: z.string().check(z.minLength(1), z.maxLength(200)),
	contextTokens: z.int().check(z.gte(1)),
	maxOutputTokens: z.int().check(z.gte(1)),
	canSeeImages: z.optional(z.boolean()),
	canCallTools: z.optional(z.boolean()),
	unit: z.enum(LEND_UNITS),
	/** What this member may still use, in the unit. */
	left: amount,
});
export type LentModel = z.infer<typeof lentModelSchema>;

/** What a device does for another one, as it tells that one. */
export const offerSchema = z.object({
	lent: z.optional(lentModelSchema),
	/** Its operations may be called. */
	operations: z.boolean(),
});
export type Offer = z.infer<typeof offerSchema>;

const LENT = 'lent:';

/** The provider in a `ModelRef` for what this device lends. */
export const lentProviderId = (lender: Author): string => LENT + lender;

/** Whose device is asked under this provider; undefined for every provider of one's own. */
export function lenderOf(providerId: string): Author | undefined {
	const lender = authorSchema.safeParse(providerId.startsWith(LENT) ? providerId.slice(LENT.length) : null);
	return lender.success ? lender.data : undefined;
}
