import * as z from 'zod/mini';
import type { CreationId } from './id.ts';
import { creationIdSchema } from './id-schema.ts';
import { authSchema } from './service.ts';

/** Exactly an origin, as `URL.origin` writes it. */
const originSchema = z.string().check(
	z.maxLength(150),
	z.refine((text) => URL.canParse(text) && new URL(text).origin === text),
);

/** One origin that the person lets a creation reach. */
export const grantedOriginSchema = z.object({
	origin: originSchema,
	/** How the person's secret goes along. Absent: none does. */
	auth: z.optional(authSchema),
	/** The person's own relay that calls go through. */
	relay: z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(500))),
	/** ms since 1970. */
	grantedAt: z.number(),
});
export type GrantedOrigin = Readonly<z.infer<typeof grantedOriginSchema>>;

/** What the person allowed one creation on this device. Never travels: neither by export, nor to peers. */
export const grantSchema = z.object({
	creationId: creationIdSchema,
	origins: z.array(grantedOriginSchema).check(z.maxLength(50)),
});

/** The secret of one creation for one origin, as the vault names it. */
export const secretIdOf = (creationId: CreationId, origin: string): string =>
	`service:${creationId}:${origin}`;
