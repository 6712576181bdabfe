import * as z from 'zod/mini';
import { creationIdSchema } from './id-schema.ts';
import { kindIdSchema } from './kind-schema.ts';
import { modelRefSchema } from './llm-schema.ts';
import { isSafeSocketOrigin } from './providers.ts';
import { keptTeamSchema } from './team.ts';

const nanoUsd = z.int().check(z.gte(0));
const nanoUsdPerMillion = nanoUsd;

/** Most that may be spent, in integer nano-dollars; null for no limit. Checked before a request leaves. */
export const budgetsSchema = z.object({
	dayNanoUsd: z.nullable(nanoUsd),
	monthNanoUsd: z.nullable(nanoUsd),
	/** For each creation that has none of its own. */
	creationNanoUsd: z.nullable(nanoUsd),
	/** Limits of single creations, by id. */
	creations: z.record(z.string(), nanoUsd),
	/** What happens before a call whose price nobody knows while a limit stands. */
	unknownPrice: z.enum(['ask', 'allow', 'block']),
});
export type Budgets = z.infer<typeof budgetsSchema>;

/** Nano-dollars for a million tokens, as the person typed it. */
export const ownPriceSchema = z.object({
	inputNanoUsd: nanoUsdPerMillion,
	outputNanoUsd: nanoUsdPerMillion,
	cacheReadNanoUsd: z.optional(nanoUsdPerMillion),
	cacheWriteNanoUsd: z.optional(nanoUsdPerMillion),
});
export type OwnPrice = z.infer<typeof ownPriceSchema>;

export const routingSchema = z.object({
	/** `auto` lets the router choose, `fixed` always asks `model`. */
	mode: z.enum(['auto', 'fixed']),
	model: z.optional(modelRefSchema),
	/** Only models on this device or in this house: nothing leaves it. */
	isLocalOnly: z.boolean(),
	/** Share of requests that may try another model within the budget, 0 to 0.2. */
	explorationShare: z.number().check(z.gte(0), z.lte(0.2)),
});
export type Routing = z.infer<typeof routingSchema>;

export const toolsSchema = z.object({
	ask: z.boolean(),
	build: z.boolean(),
	/** For the assistant of the browser itself; absent means yes. */
	browser: z.optional(z.boolean()),
});

export const templateSchema = z.object({
	id: z.string(),
	title: z.string().check(z.minLength(1), z.maxLength(120)),
	text: z.string().check(z.maxLength(20_000)),
	kind: z.optional(kindIdSchema),
});
export type Template = z.infer<typeof templateSchema>;

/** As the vendor gives it: a public name of the site, no secret. */
export const clientIdSchema = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^\S+$/));

export const MOST_SIGNALLING = 8;
/** Where browsers find each other. */
export const signallingSchema = z.url({ protocol: /^wss?$/ }).check(
	z.maxLength(500),
	z.refine(
		(url) => isSafeSocketOrigin(URL.parse(url)?.origin ?? ''),
		'Only wss:// addresses, or ws:// on this computer.',
	),
);

export const togetherSchema = z.object({
	name: z.string().check(z.maxLength(80)),
	signalling: z.array(signallingSchema).check(z.maxLength(MOST_SIGNALLING)),
	iceServers: z
		.array(
			z.object({
				urls: z.string().check(z.maxLength(500), z.regex(/^(stun|turn)s?:\S+$/)),
				username: z.optional(z.string().check(z.maxLength(200))),
				credential: z.optional(z.string().check(z.maxLength(500))),
			}),
		)
		.check(z.maxLength(8)),
});

const inviteSchema = z.object({
	creationId: creationIdSchema,
	/** As `RoomAdmin.closeInvite` knows it. */
	id: z.string().check(z.maxLength(64)),
	role: z.enum(['viewer', 'commenter', 'editor']),
	/** Milliseconds since 1970, both. */
	expiresAt: z.number(),
	madeAt: z.number(),
	needsApproval: z.boolean(),
});
export type Invite = z.infer<typeof inviteSchema>;

/** Every setting there is. Adding one is one line here and one in `DEFAULT_SETTINGS`. */
const SCHEMAS = {
	/** What the vault signs: public, written by `writeVault` alone, and only the vault's room knows its shape. */
	vaultHeader: z.nullable(z.record(z.string(), z.json())),
	budgets: budgetsSchema,
	/** Providers without a key that have answered: a key says by itself that its provider is wanted, these do not. */
	connected: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)),
	favouriteModels: z.array(modelRefSchema).check(z.maxLength(200)),
	templates: z.array(templateSchema).check(z.maxLength(500)),
	routing: routingSchema,
	/** Whether models may call operations of the person's creations, by what is asked of them. */
	tools: toolsSchema,
	/** Prices the person knows better, by `provider/model`. */
	ownPrices: z.record(z.string(), ownPriceSchema),
	/** Where packages come from: null for the public registry; and whether the person agreed to reach it. */
	packages: z.object({ registry: z.nullable(z.url().check(z.maxLength(500))), isConfirmed: z.boolean() }),
	/** Node projects in WebContainers: the person's own key there, and the creations that may run so. */
	nodeProjects: z.object({
		clientId: z.nullable(clientIdSchema),
		allowed: z.array(creationIdSchema).check(z.maxLength(10_000)),
	}),
	/** Workflows that start by themselves while a tab is open, by creation, and up to when their times are done. */
	schedules: z.record(z.string(), z.object({ doneUntil: z.number() })),
	/** How far the person has read what others said: by creation, by author, the last `seq` seen. */
	readMarks: z.record(z.string(), z.record(z.string(), z.int())),
	/** The same for what stands in Activity of what others decided. */
	heardMarks: z.record(z.string(), z.record(z.string(), z.int())),
	/** Working with others: the name they see, signalling servers, and STUN and TURN of the person's choice. */
	together: togetherSchema,
	/** Links to shared creations that were made here, without what is secret in them. */
	invites: z.array(inviteSchema).check(z.maxLength(1000)),
	/** Teams that this device is in, and the one whose creations home shows: null for the person's own. */
	teams: z.array(keptTeamSchema).check(z.maxLength(100)),
	chosenTeam: z.nullable(creationIdSchema),
	/** The last good price list from the network, as text, and when it came. */
	priceList: z.nullable(z.object({ fetchedAt: z.number(), text: z.string(), etag: z.optional(z.string()) })),
};

export type SettingKey = keyof typeof SCHEMAS;
export type Setting<Key extends SettingKey> = z.infer<(typeof SCHEMAS)[Key]>;

/** The same, so typed that a key leads to its value. */
export const SETTING_SCHEMAS: { readonly [Key in SettingKey]: z.ZodMiniType<Setting<Key>> } = SCHEMAS;

/** What holds until the person chooses otherwise. */
export const DEFAULT_SETTINGS: { readonly [Key in SettingKey]: Setting<Key> } = {
	vaultHeader: null,
	budgets: {
		dayNanoUsd: null,
		monthNanoUsd: null,
		creationNanoUsd: null,
		creations: {},
		unknownPrice: 'ask',
	},
	connected: [],
	favouriteModels: [],
	templates: [],
	routing: { mode: 'auto', isLocalOnly: false, explorationShare: 0.05 },
	// Off for changes: a model that looks things up meanwhile forgets parts of the wire format it writes files in.
	tools: { ask: true, build: false },
	ownPrices: {},
	packages: { registry: null, isConfirmed: false },
	nodeProjects: { clientId: null, allowed: [] },
	schedules: {},
	invites: [],
	readMarks: {},
	heardMarks: {},
	together: { name: '', signalling: [], iceServers: [] },
	teams: [],
	chosenTeam: null,
	priceList: null,
};
