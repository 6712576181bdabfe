import * as z from 'zod/mini';
import { filePathSchema } from './file-path-schema.ts';
import { kindIdSchema } from './kind-schema.ts';
import { authSchema, serviceSchema } from './service.ts';

export const MANIFEST_PATH = 'aether.json';
/** Where the starter's specification travels with the creation, so that a form can correct it later. */
export const SPEC_PATH = '.aether/spec.json';

/** Where the modules of links stand while a creation is built: what `aether:<alias>` imports. Never kept with its files. */
export const LINK_FOLDER = '.aether/links/';

const text = (max: number) => z.string().check(z.maxLength(max));
const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes'));
const semver = z.string().check(z.regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version such as 1.2.0'));
const size = z.string().check(z.regex(/^\d+(KiB|MiB)$/, 'a size such as 16MiB'));

const link = z.strictObject({
	ref: z.string().check(z.regex(/^urn:aether:[0-9A-Z]{26}$/)),
	range: text(60),
	operations: z.optional(z.array(text(120))),
	events: z.optional(z.array(text(120))),
});

/** A secret that goes along with calls to its origin. A wish: its value is the person's, and the creation never sees it. */
const secretWish = z.strictObject({
	name: z.string().check(z.minLength(1), z.maxLength(60)),
	origin: z.url({ protocol: /^https?$/ }),
	auth: authSchema,
});

const grants = z.strictObject({
	/** Origins, with an optional path, that `fetch` asks to reach. A wish: what the person granted is another matter. */
	net: z.optional(z.array(z.url({ protocol: /^https?$/ }))),
	/** A bare name is bound to no origin, so nothing can be granted for it. */
	secrets: z.optional(z.array(z.union([text(60), secretWish])).check(z.maxLength(20))),
	storage: z.optional(size),
	cpuMs: z.optional(z.int().check(z.gte(50), z.lte(600_000))),
	model: z.optional(z.strictObject({ usdPerDay: z.number().check(z.gte(0), z.lte(1000)) })),
});

/** `aether.json`. Unknown keys are refused, so that a manifest cannot promise what nobody enforces. */
export const manifestSchema = z.strictObject({
	$schema: z.optional(z.string()),
	id: z.string().check(z.regex(/^urn:aether:[0-9A-Z]{26}$/)),
	name,
	title: z.string().check(z.minLength(1), z.maxLength(120)),
	kind: kindIdSchema,
	version: semver,
	license: z.optional(text(40)),
	tags: z.optional(z.array(text(40)).check(z.maxLength(20))),
	entry: filePathSchema,
	openapi: z.optional(filePathSchema),
	links: z.optional(z.record(name, link)),
	grants: z.optional(grants),
	/** For an API that a service on the network answers. A wish, as `grants` are. */
	service: z.optional(serviceSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The secrets that a manifest asks to have sent along, each with its origin. */
export const secretWishes = ({ grants }: Manifest): readonly z.infer<typeof secretWish>[] =>
	(grants?.secrets ?? []).flatMap((wish) => (typeof wish === 'string' ? [] : [wish]));

/** `16MiB` → bytes. */
export function bytesOfSize(size: string): number {
	return parseInt(size, 10) * (size.endsWith('MiB') ? 1024 * 1024 : 1024);
}

/** A title as a manifest name: "My Recipes!" → "my-recipes"; "creation" when no letter survives. */
export function nameFromTitle(title: string): string {
	const slug = title
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
	return slug || 'creation';
}
