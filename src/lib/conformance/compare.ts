import * as z from 'zod/mini';
import { kindIdSchema } from '#lib/model/kind-schema.ts';
import type { Understanding } from '#lib/model/spec.ts';
import { nameKey } from '#lib/services/starter/names.ts';

/** One line of `starter/*.jsonl`. */
export const starterCaseSchema = z.union([
	z.object({ sentence: z.string(), refuse: z.literal(true) }),
	z.object({
		sentence: z.string(),
		kind: z.union([kindIdSchema, z.array(kindIdSchema)]),
		entities: z.optional(z.record(z.string(), z.array(z.string()))),
		features: z.optional(z.array(z.string())),
	}),
]);
export type StarterCase = z.infer<typeof starterCaseSchema>;

/** What differs between the case and the answer; empty when they agree. */
export function differences(expected: StarterCase, answer: Understanding): string[] {
	if ('refuse' in expected)
		return answer.type === 'refused'
			? []
			: [`understood as ${answer.spec.kind} "${answer.spec.title}" instead of a refusal`];
	if (answer.type === 'refused') return [`refused: ${answer.reason}`];
	const { spec } = answer;
	const kinds: readonly string[] = Array.isArray(expected.kind) ? expected.kind : [expected.kind];
	return [
		...(kinds.includes(spec.kind) ? [] : [`kind ${spec.kind} instead of ${kinds.join(' or ')}`]),
		...Object.entries(expected.entities ?? {}).flatMap(([name, fields]) =>
			entityDifferences(name, fields, answer),
		),
		...(expected.features ?? [])
			.filter((feature) => !spec.features.some((each) => each === feature))
			.map((feature) => `feature ${feature} missing`),
	];
}

function entityDifferences(
	name: string,
	fields: readonly string[],
	answer: Understanding & { type: 'understood' },
): string[] {
	const { entities } = answer.spec;
	const entity = entities.find((each) => isSameName(name, each));
	if (!entity)
		return [`entity ${name} missing among ${entities.map((each) => each.label).join(', ') || 'none'}`];
	return fields
		.filter((field) => !entity.fields.some((each) => isSameName(field, each)))
		.map(
			(field) =>
				`field ${name}.${field} missing among ${entity.fields.map((each) => each.label).join(', ') || 'none'}`,
		);
}

/** The same name in number, case and spacing, by the machine name or by the one a person reads. */
const isSameName = (expected: string, actual: { readonly name: string; readonly label: string }): boolean =>
	[actual.name, actual.label].some((name) => nameKey(name) === nameKey(expected));
