import type { Entity, Spec } from '#lib/model/spec.ts';
import type { ModelConstant } from './model-source.ts';

const FILTERS_AT_MOST = 3;

/** The `filterBy` constant of a model. `without` names fields that a kit shows in another way. */
export function filterConstant(
	spec: Spec,
	entities: readonly Entity[],
	without: readonly string[] = [],
): ModelConstant {
	return {
		doc: 'By which fields each list can be filtered.',
		name: 'filterBy',
		type: 'Readonly<Record<string, readonly string[]>>',
		value: Object.fromEntries(
			entities.map((entity) => [
				entity.name,
				filtersOf(spec, entity).filter((name) => !without.includes(name)),
			]),
		),
	};
}

function filtersOf(spec: Spec, entity: Entity): readonly string[] {
	const wantsMonths = spec.features.includes('filter');
	const types = new Set(['enum', 'ref', 'boolean', 'tags', ...(wantsMonths ? ['date', 'dateTime'] : [])]);
	return entity.fields
		.slice(1)
		.filter((field) => types.has(field.type))
		.slice(0, FILTERS_AT_MOST)
		.map((field) => field.name);
}
