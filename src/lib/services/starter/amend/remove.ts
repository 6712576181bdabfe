import type { Spec } from '#lib/model/spec.ts';
import { readItems, type Item } from '../items.ts';
import type { Reading } from '../reading.ts';
import { beginOf, findEntity, findField, withEntity } from './wish.ts';

/** "remove the price and the chart", "no dark mode", "get rid of tags". */
export function removeWish(spec: Spec, reading: Reading): Spec | null {
	const from = removalAt(reading);
	if (from === null) return null;
	let changed = spec;
	for (const item of readItems(reading, from).items) changed = without(changed, reading, item) ?? changed;
	if (changed === spec) return null;
	reading.mark(0, from, 'filler');
	return changed;
}

function removalAt(reading: Reading): number | null {
	const begin = beginOf(reading);
	if (
		reading.is(
			begin,
			'remove',
			'delete',
			'drop',
			'hide',
			'without',
			'no',
			'disable',
			'omit',
			'skip',
			'exclude',
		)
	)
		return begin + 1;
	if (reading.is(begin, 'get') && reading.is(begin + 1, 'rid') && reading.is(begin + 2, 'of'))
		return begin + 3;
	if (reading.is(begin, 'take', 'leave', 'turn', 'switch') && reading.is(begin + 1, 'out', 'off', 'away'))
		return begin + 2;
	if (reading.is(begin, "don't", 'not') && reading.is(begin + 1, 'need', 'want', 'show')) return begin + 2;
	return null;
}

function without(spec: Spec, reading: Reading, item: Item): Spec | null {
	const place = findField(spec, item.words);
	if (place) {
		reading.remark(item.start, item.end, 'field');
		return withEntity(spec, place.entity, {
			...place.entity,
			fields: place.entity.fields.filter((field) => field !== place.field),
		});
	}
	const entity = findEntity(spec, item.words);
	if (entity) {
		reading.remark(item.start, item.end, 'entity');
		return { ...spec, entities: withoutEntity(spec, entity.name) };
	}
	const [feature] = item.features.filter((each) => spec.features.includes(each));
	if (!feature) return null;
	reading.remark(item.start, item.end, 'feature');
	return { ...spec, features: spec.features.filter((each) => each !== feature) };
}

/** Fields that pointed to it stay, as plain text. */
const withoutEntity = (spec: Spec, name: string): Spec['entities'] =>
	spec.entities
		.filter((entity) => entity.name !== name)
		.map((entity) => ({
			...entity,
			fields: entity.fields.map((field) =>
				field.ref === name ? { name: field.name, label: field.label, type: 'text' as const } : field,
			),
		}));
