import type { Entity, Field, Spec } from '#lib/model/spec.ts';

/** A label as a camelCase name that is not among `taken`: "Due date" → `dueDate`, then `dueDate2`. */
export function nameFor(label: string, taken: readonly string[]): string {
	const words = label
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.split(/[^A-Za-z0-9]+/)
		.filter(Boolean);
	const joined = words
		.map(
			(word, index) =>
				(index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1),
		)
		.join('')
		.replace(/^[^a-z]+/, '')
		.slice(0, 36);
	const base = joined || 'field';
	if (!taken.includes(base)) return base;
	for (let number = 2; ; number++) if (!taken.includes(`${base}${number}`)) return `${base}${number}`;
}

/** Moves the entry at `from` by `step` places; the same list where that leads outside. */
export function moved<T>(list: readonly T[], from: number, step: number): T[] {
	const to = from + step;
	const entry = list[from];
	if (entry === undefined || to < 0 || to >= list.length) return [...list];
	const rest = list.toSpliced(from, 1);
	return rest.toSpliced(to, 0, entry);
}

/** A field with another type, without what only the old type needed. */
export function retyped(field: Field, type: Field['type'], entities: readonly Entity[]): Field {
	const { name, label, required } = field;
	return {
		name,
		label,
		type,
		...(required ? { required } : {}),
		...(type === 'enum' ? { options: field.options ?? ['First', 'Second'] } : {}),
		...(type === 'ref' ? { ref: field.ref ?? entities[0]?.name ?? 'item' } : {}),
		...(field.unit && ['number', 'integer', 'money'].includes(type) ? { unit: field.unit } : {}),
	};
}

/** What stops a spec from being used, in words for the person; null when it is fine. */
export function specProblem(spec: Spec): string | null {
	if (spec.title.trim() === '') return 'Give it a title.';
	for (const entity of spec.entities) {
		if (entity.label.trim() === '' || entity.plural.trim() === '') return 'Every list needs a name.';
		const labels = entity.fields.map((field) => field.label.trim().toLowerCase());
		if (labels.includes('')) return `Every field of ${entity.plural} needs a name.`;
		const twin = labels.find((label, index) => labels.indexOf(label) !== index);
		if (twin !== undefined) return `${entity.plural} has two fields called “${twin}”.`;
		if (entity.fields.some((field) => field.type === 'enum' && !field.options?.length))
			return `A list field of ${entity.plural} has no choices.`;
	}
	return null;
}
