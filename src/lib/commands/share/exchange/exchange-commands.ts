import * as z from 'zod/mini';
import { authorSchema } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { lenderOf, lendTermsSchema } from '#lib/model/lending.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import { defineCommand } from '../../command.ts';
import type { Services } from '../../services.ts';
import type { Exchange } from './exchange.svelte.ts';
import { Lending } from './lending.svelte.ts';
import { Serving } from './serving.svelte.ts';

const one = { creationId: creationIdSchema };
const ofMember = {
	role: 'viewer' as const,
	creationOf: ({ creationId }: { readonly creationId: CreationId }): CreationId => creationId,
};

/**
 * Lets members use a model with a key that stays here, until it is stopped or the tab goes. Fails with `room-missing`,
 * `model-not-own`, `price-missing`.
 */
export const lendModel = defineCommand({
	id: 'share.lend',
	title: 'Lend a model',
	...ofMember,
	input: z.extend(lendTermsSchema, {
		...one,
		/** What the provider says of the model. */
		facts: z.object({
			contextTokens: z.optional(z.int()),
			maxOutputTokens: z.optional(z.int()),
			canSeeImages: z.optional(z.boolean()),
			canCallTools: z.optional(z.boolean()),
		}),
	}),
	audit: ({ ref, unit, perMember, inAll }) => ({ model: ref.model, unit, perMember, inAll }),
	run: async ({ creationId, facts, ...terms }, services) => {
		const { ref, unit } = terms;
		if (lenderOf(ref.provider) !== undefined) return err(NOT_OWN);
		const catalogue = await services.catalogue();
		if (unit === 'money' && catalogue.worstCase(ref, 1, 1).type !== 'known') return err(NO_PRICE);
		const { contextTokens, maxOutputTokens } = catalogue.limitsOf(ref, { id: ref.model, ...facts });
		const { canSeeImages, canCallTools } = facts;
		const lending = new Lending({ creationId, services }, terms, {
			contextTokens,
			maxOutputTokens,
			...(canSeeImages === undefined ? {} : { canSeeImages }),
			...(canCallTools === undefined ? {} : { canCallTools }),
		});
		return withExchange(creationId, services, (exchange) => exchange.lend(lending));
	},
});

/** What is being answered at this moment ends as well. Fails with `room-missing`. */
export const stopLending = defineCommand({
	id: 'share.stopLending',
	title: 'Stop lending',
	...ofMember,
	input: z.object(one),
	run: ({ creationId }, services) =>
		withExchange(creationId, services, (exchange) => exchange.lend(undefined)),
});

/** Lets members call the creation's operations on this device, or no longer. Fails with `room-missing`. */
export const serveOperations = defineCommand({
	id: 'share.serve',
	title: 'Let members use the operations',
	role: 'editor',
	creationOf: ofMember.creationOf,
	input: z.object({ ...one, isOn: z.boolean() }),
	audit: ({ isOn }) => ({ isOn }),
	run: ({ creationId, isOn }, services) =>
		withExchange(creationId, services, (exchange) =>
			exchange.serve(isOn ? new Serving({ creationId, services }) : undefined),
		),
});

/** Whose device answers the calls of the creation that are made here; null for this one. Fails with `room-missing`. */
export const chooseHost = defineCommand({
	id: 'share.chooseHost',
	title: 'Choose whose device answers',
	...ofMember,
	input: z.object({ ...one, host: z.nullable(authorSchema) }),
	audit: ({ host }) => ({ host: host ?? 'this device' }),
	run: ({ creationId, host }, services) =>
		withExchange(creationId, services, (exchange) => exchange.chooseHost(host ?? undefined)),
});

const withExchange = (
	creationId: CreationId,
	services: Services,
	work: (exchange: Exchange) => Result<void, Problem>,
): Promise<Result<void, Problem>> =>
	services.workspaces.with(creationId, async ({ together }) => {
		const room = await together.opened();
		return room.ok ? work(together.exchange) : room;
	});

const NOT_OWN: Problem = {
	type: 'model-not-own',
	message: 'This model is lent to you, so you cannot lend it on.',
	action: 'Choose a model of your own',
};
const NO_PRICE: Problem = {
	type: 'price-missing',
	message: 'Nobody knows what this model costs, so a limit in money would not hold.',
	action: 'Set its price on the Usage page, or lend by tokens',
};
