import * as z from 'zod/mini';
import type { KindId } from './kind.ts';
import { kindIdSchema } from './kind-schema.ts';

/** What a field holds. The kits choose the input, the display and the sort order by this alone. */
export const FIELD_TYPES = [
	'text',
	'longText',
	'number',
	'integer',
	'money',
	'percent',
	'date',
	'dateTime',
	'time',
	'duration',
	'rating',
	'boolean',
	'enum',
	'tags',
	'email',
	'phone',
	'url',
	'color',
	'ref',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What can be asked of an app beyond keeping rows. */
export const FEATURES = [
	'search',
	'sort',
	'filter',
	'chart',
	'csv',
	'kanban',
	'calendar',
	'darkMode',
	'streak',
	'lowStock',
	'total',
	'reminder',
	'print',
] as const;
export type Feature = (typeof FEATURES)[number];

const identifier = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a camelCase name'));
const label = z.string().check(z.minLength(1), z.maxLength(60));

export const fieldSchema = z.object({
	/** camelCase, unique in its entity: `dueDate`. */
	name: identifier,
	/** As a person reads it: "Due date". */
	label,
	type: z.enum(FIELD_TYPES),
	/** For `enum`: the choices in order. */
	options: z.optional(z.array(label).check(z.minLength(1), z.maxLength(24))),
	/** For `ref`: the `name` of the entity it points to. */
	ref: z.optional(identifier),
	/** Shown after a number: "km", "pages". For money the ISO 4217 code. */
	unit: z.optional(z.string().check(z.maxLength(12))),
	required: z.optional(z.boolean()),
});
export type Field = z.infer<typeof fieldSchema>;

export const entitySchema = z.object({
	/** camelCase singular: `recipe`, `orderLine`. */
	name: identifier,
	/** Singular as a person reads it: "Recipe". */
	label,
	/** Plural as a person reads it: "Recipes". */
	plural: label,
	/** May be empty when the sentence names none; a kit then supplies sensible ones. */
	fields: z.array(fieldSchema).check(z.maxLength(30)),
});
export type Entity = z.infer<typeof entitySchema>;

export const triggerSchema = z.discriminatedUnion('type', [
	/** Five-field cron expression, local time. */
	z.object({ type: z.literal('schedule'), cron: z.string() }),
	z.object({ type: z.literal('event'), event: z.string() }),
	z.object({ type: z.literal('manual') }),
]);
export type Trigger = z.infer<typeof triggerSchema>;

export const stepSchema = z.object({
	/** What is done, as in the sentence: "charge the card". */
	action: label,
	/** Condition, as in the sentence: "it rains". */
	when: z.optional(label),
	/** Done where the condition of the conditional step before it does not hold. */
	otherwise: z.optional(z.literal(true)),
	/** Done at the same time as the step before it. */
	parallel: z.optional(z.literal(true)),
	/** Once for each of these, singular: "reading". */
	each: z.optional(label),
	retries: z.optional(z.int().check(z.gte(0), z.lte(100))),
});

/** What a sentence means, in terms that kits can render. Small enough for a form and for a small model to fill. */
export const specSchema = z.object({
	/** The person's own sentence, cut at 2,000 characters. */
	sentence: z.string().check(z.maxLength(2000)),
	/** Title of the creation: "Recipes". */
	title: z.string().check(z.minLength(1), z.maxLength(80)),
	kind: kindIdSchema,
	/** Further kinds that the sentence asks for beside the main one: "… with an API my phone can call". */
	also: z.array(kindIdSchema),
	/** Id of the kit that renders it, from the kits given to the grammar. */
	kit: z.string().check(z.maxLength(40)),
	/** First the main entity. */
	entities: z.array(entitySchema).check(z.maxLength(12)),
	features: z.array(z.enum(FEATURES)),
	triggers: z.array(triggerSchema),
	steps: z.array(stepSchema),
	/** What only one kit understands, by the names that the kit declares: `{ workMinutes: 25 }`. */
	options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});
export type Spec = z.infer<typeof specSchema>;

/** A stretch of the sentence and what it was taken for. Offsets are UTF-16 code units, end exclusive. */
export interface Span {
	readonly start: number;
	readonly end: number;
	readonly text: string;
	readonly as:
		'kind' | 'kit' | 'entity' | 'field' | 'feature' | 'trigger' | 'step' | 'option' | 'filler' | 'unknown';
}

export type Understanding =
	| {
			readonly type: 'understood';
			readonly spec: Spec;
			readonly spans: readonly Span[];
			readonly ignored: readonly string[];
	  }
	| {
			readonly type: 'refused';
			/** One honest sentence: what is missing and what would help. */
			readonly reason: string;
			/** Which kind it seems to ask for all the same. */
			readonly kind?: KindId;
			readonly spans: readonly Span[];
	  };
