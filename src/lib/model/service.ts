import * as z from 'zod/mini';

const text = (max: number) => z.string().check(z.maxLength(max));
const address = z.url({ protocol: /^https?$/ }).check(z.maxLength(500));

/** How a call proves who it is from. Where the secret goes, never the secret: that stays in the vault. */
export const authSchema = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('none') }),
	z.strictObject({
		type: z.literal('apiKey'),
		in: z.enum(['header', 'query', 'cookie']),
		name: text(200).check(z.minLength(1)),
	}),
	z.strictObject({ type: z.literal('bearer') }),
	z.strictObject({ type: z.literal('basic') }),
	/** `scheme` is what the document calls it. The access token is the secret. */
	z.strictObject({ type: z.literal('oauth2'), scheme: text(200) }),
]);
export type Auth = Readonly<z.infer<typeof authSchema>>;

/** A creation whose operations a service on the network answers, and not a program of its own. */
export const serviceSchema = z.strictObject({
	/** Where its operations are. */
	base: address,
	auth: authSchema,
	/** `mcp`: `base` is an MCP server, and the operations are its tools. Absent: HTTP as the document says. */
	protocol: z.optional(z.literal('mcp')),
	/** A relay of the person's own, for a service that does not let pages call it. */
	relay: z.optional(address),
});
export type ServiceFacts = Readonly<z.infer<typeof serviceSchema>>;

/** Exactly what may go into a vault as the secret of a service: one line, long enough to be told apart from other text. */
export const serviceSecretSchema = z
	.string()
	// eslint-disable-next-line no-control-regex -- a header carries no control characters
	.check(z.minLength(4), z.maxLength(4_000), z.regex(/^[^\u0000-\u001f\u007f]+$/));
