import type { Entity, Field, Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { filterConstant } from '../shared/filters.ts';
import { modelSource } from '../shared/model-source.ts';
import { findField, sensibleEntities, textOption, withField } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const DATE: Field = { name: 'date', label: 'Date', type: 'date', required: true };

const EVENT: Entity = {
	name: 'event',
	label: 'Event',
	plural: 'Events',
	fields: [
		{ name: 'title', label: 'Title', type: 'text' },
		DATE,
		{ name: 'time', label: 'Time', type: 'time' },
		{ name: 'notes', label: 'Notes', type: 'longText' },
	],
};

const DAY = /date|day|when|due|start|birth/i;
const YEARLY = /birth|anniversar|name ?day|holiday/i;

/** Things with a day: month, week and agenda. */
export const calendar: KitRenderer = {
	render(spec) {
		const [given, ...others] = sensibleEntities(spec, EVENT);
		const day: Field = { ...(findField(given, ['date', 'dateTime'], DAY) ?? DATE), required: true };
		const entities = [withField(given, day), ...others] as const;
		const isYearly = repeatsYearly(spec, given, day);
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities,
					constants: [
						{ doc: 'The field that says on which day something stands.', name: 'dayField', value: day.name },
						{
							doc: 'Whether everything comes back each year, as birthdays do.',
							name: 'repeatsYearly',
							type: 'boolean',
							value: isYearly,
						},
						filterConstant(spec, entities),
					],
				}),
			},
			documents: documentsOf(
				spec,
				`A calendar of ${given.plural.toLowerCase()}${isYearly ? ', every year' : ''}.`,
				[
					'`src/model.ts`: what an entry holds, which field is its day, and whether it comes back each year.',
					'`src/MonthView.tsx`, `src/WeekView.tsx`, `src/Upcoming.tsx`: the views.',
				],
			),
		});
	},
};

function repeatsYearly(spec: Spec, entity: Entity, day: Field): boolean {
	const repeat = textOption(spec, 'repeat');
	if (repeat) return repeat === 'yearly';
	return YEARLY.test(entity.name) || YEARLY.test(entity.label) || YEARLY.test(day.name);
}
