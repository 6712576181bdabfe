import * as z from 'zod/mini';
import { kindIdSchema } from '#lib/model/kind-schema.ts';
import { KIND_LABELS } from '#lib/model/kind.ts';
import { routingSchema, templateSchema, toolsSchema, type Template } from '#lib/model/settings.ts';
import { defineCommand } from '../command.ts';

const templateInput = z.object({
	kind: kindIdSchema,
	/** Null goes back to the guide that comes with the kind. */
	text: z.nullable(templateSchema.shape.text),
});

/** The person's own instructions for models that write one kind of creation. */
export const setTemplate = defineCommand({
	id: 'template.set',
	title: 'Set instructions for models',
	input: templateInput,
	audit: ({ kind, text }) => ({ kind, characters: text?.length ?? 0 }),
	run: (wish, { storage }) => storage.changeSetting('templates', (present) => withTemplate(present, wish)),
});

/** Who answers: the router or always one model, only on this device, and whether now and then another is tried. */
export const setRouting = defineCommand({
	id: 'routing.set',
	title: 'Set who answers',
	input: z.partial(routingSchema),
	run: (changes, { storage }) => storage.changeSetting('routing', (present) => ({ ...present, ...changes })),
});

/** Whether models may call operations of the person's creations while they answer, or while they change files. */
export const setTools = defineCommand({
	id: 'tools.set',
	title: 'Set what models may call',
	input: z.partial(toolsSchema),
	audit: (changes) => ({ ...changes }),
	run: (changes, { storage }) => storage.changeSetting('tools', (present) => ({ ...present, ...changes })),
});

export function withTemplate(
	present: readonly Template[],
	{ kind, text }: z.infer<typeof templateInput>,
): Template[] {
	const others = present.filter((template) => template.kind !== kind);
	return text === null ? others : [...others, { id: `kind-${kind}`, title: KIND_LABELS[kind], text, kind }];
}
