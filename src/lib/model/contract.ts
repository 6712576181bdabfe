import * as z from 'zod/mini';

/** JSON Schema without words for people: two that are equal here take the same values. */
const bareSchemaSchema = z.union([z.boolean(), z.record(z.string(), z.unknown())]);
export type BareSchema = z.infer<typeof bareSchemaSchema>;

const content = z.record(z.string(), bareSchemaSchema);

/** What an operation takes and gives, and nothing else of it: what those who call it rely on. */
export const contractSchema = z.object({
	/** Lower case. */
	method: z.string(),
	/** With its templates: `/books/{id}`. */
	path: z.string(),
	parameters: z.array(
		z.object({ name: z.string(), in: z.string(), isRequired: z.boolean(), schema: bareSchemaSchema }),
	),
	/** By media type. */
	body: z.nullable(z.object({ isRequired: z.boolean(), content })),
	/** By status, then by media type. */
	responses: z.record(z.string(), content),
});
export type Contract = z.infer<typeof contractSchema>;
