import type { Feature, Spec } from '#lib/model/spec.ts';

const MOST = 4;

/** Wishes that make sense for what is there, as sentences that can be sent as they are. */
export function suggestionsFor(spec: Spec): string[] {
	const entity = spec.entities[0];
	const fields = entity?.fields ?? [];
	const lacks = (...types: string[]): boolean => !fields.some((field) => types.includes(field.type));
	const missing = (feature: Feature): boolean => !spec.features.includes(feature);
	const sortable = fields.find((field) =>
		['rating', 'date', 'money', 'number', 'integer'].includes(field.type),
	);
	const isApp = spec.kind === 'app';
	const candidates: (string | false | undefined)[] = [
		fields.length > 0 && lacks('date', 'dateTime') && 'Add a due date',
		isApp && sortable && missing('sort') && `Sort by ${sortable.label.toLowerCase()}`,
		fields.length > 0 && lacks('rating') && 'Add a rating',
		fields.length > 0 && lacks('longText') && 'Add notes',
		isApp && fields.length > 0 && missing('search') && 'Add search',
		isApp && missing('darkMode') && 'Add dark mode',
	];
	return candidates.filter((candidate) => typeof candidate === 'string').slice(0, MOST);
}
