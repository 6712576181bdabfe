import type { Field, FieldType } from '#lib/model/spec.ts';
import type { Json, JsonObject } from './document.ts';

const FORMS: Readonly<Record<FieldType, JsonObject>> = {
	text: { type: 'string', maxLength: 1000 },
	longText: { type: 'string', maxLength: 100_000 },
	number: { type: 'number' },
	integer: { type: 'integer' },
	money: { type: 'number' },
	percent: { type: 'number' },
	date: { type: 'string', format: 'date' },
	dateTime: { type: 'string', format: 'date-time' },
	time: { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' },
	duration: { type: 'number', minimum: 0 },
	rating: { type: 'integer', minimum: 1, maximum: 5 },
	boolean: { type: 'boolean' },
	enum: { type: 'string' },
	tags: { type: 'array', items: { type: 'string', maxLength: 100 }, maxItems: 100 },
	email: { type: 'string', format: 'email', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', maxLength: 320 },
	phone: { type: 'string', pattern: '^\\+?[\\d ()/.-]{3,39}$' },
	url: { type: 'string', format: 'uri', pattern: '^https?://\\S+$', maxLength: 2000 },
	color: { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' },
	ref: { type: 'string', minLength: 1, maxLength: 100 },
};

/** Types that have a value even when nobody gave one. */
const NEVER_EMPTY: ReadonlySet<FieldType> = new Set(['boolean', 'tags']);

/** The schema of a field's value. A field that may stay empty takes and answers `null`. */
export function fieldSchema(field: Field): JsonObject {
	const form = FORMS[field.type];
	const described = { ...form, description: describe(field) };
	const options = field.type === 'enum' ? [...(field.options ?? [])] : undefined;
	if (field.required) {
		const least: JsonObject =
			field.type === 'text' || field.type === 'longText' ? { minLength: 1, pattern: '\\S' } : {};
		return { ...described, ...least, ...(options ? { enum: options } : {}) };
	}
	if (NEVER_EMPTY.has(field.type)) return { ...described, default: field.type === 'tags' ? [] : false };
	return {
		...described,
		type: [form['type'] ?? 'string', 'null'],
		...(options ? { enum: [...options, null] } : {}),
	};
}

/** The schema of a value in the query: never null. */
export function querySchema(field: Field): JsonObject {
	const form = FORMS[field.type];
	if (field.type === 'tags') return { type: 'string' };
	return field.type === 'enum' ? { ...form, enum: [...(field.options ?? [])] } : form;
}

function describe({ label, type, unit, ref }: Field): string {
	if (type === 'ref') return `${label}: id of a ${ref ?? 'row'}`;
	if (type === 'duration') return `${label}, in minutes`;
	if (type === 'percent') return `${label}, in per cent`;
	return unit ? `${label}, in ${unit}` : label;
}

const NAMED_EXAMPLES: readonly (readonly [RegExp, string])[] = [
	[/title|subject/i, 'The Left Hand of Darkness'],
	[/author|artist|director|writer/i, 'Ursula K. Le Guin'],
	[/isbn/i, '9780441478125'],
	[/city|town|place|location/i, 'Lisbon'],
	[/country/i, 'Portugal'],
	[/name|guest|customer|client|person|owner/i, 'Ada Lovelace'],
	[/phone/i, '+351 21 000 000'],
	[/genre|category/i, 'Fiction'],
];

const EXAMPLES: Readonly<Record<FieldType, Json>> = {
	text: 'Some text',
	longText: 'A longer text.',
	number: 1.5,
	integer: 3,
	money: 12.5,
	percent: 20,
	date: '2026-03-31',
	dateTime: '2026-03-31T09:30:00Z',
	time: '09:30',
	duration: 90,
	rating: 4,
	boolean: false,
	enum: '',
	tags: ['first', 'second'],
	email: 'ada@example.com',
	phone: '+351 21 000 000',
	url: 'https://example.com/',
	color: '#1e88e5',
	ref: '',
};

/** A value that fits and that a person understands. */
export function fieldExample(field: Field): Json {
	if (field.type === 'enum') return field.options?.[0] ?? '';
	if (/year/i.test(field.name) && (field.type === 'integer' || field.type === 'number')) return 1969;
	if (field.type !== 'text') return field.type === 'ref' ? 'mf1x2k8q0a7' : EXAMPLES[field.type];
	if (/year/i.test(field.name)) return '1969';
	return NAMED_EXAMPLES.find(([name]) => name.test(field.name))?.[1] ?? EXAMPLES.text;
}
