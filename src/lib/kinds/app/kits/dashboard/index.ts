import type { Entity, Field } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { filterConstant } from '../shared/filters.ts';
import { modelSource } from '../shared/model-source.ts';
import { findField, sensibleEntities, withField } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const DATE: Field = { name: 'date', label: 'Date', type: 'date', required: true };

const ENTRY: Entity = {
	name: 'entry',
	label: 'Entry',
	plural: 'Entries',
	fields: [
		{ name: 'name', label: 'Name', type: 'text' },
		{ name: 'amount', label: 'Amount', type: 'number' },
		{ name: 'category', label: 'Category', type: 'text' },
		DATE,
	],
};

const MEASURES: readonly Field['type'][] = ['money', 'number', 'integer', 'duration', 'percent', 'rating'];

/** Entries with figures and charts over a period. */
export const dashboard: KitRenderer = {
	render(spec) {
		const [given, ...others] = sensibleEntities(spec, ENTRY);
		const day: Field = {
			...(findField(given, ['date', 'dateTime'], /date|day|when/i) ?? DATE),
			required: true,
		};
		const measure = findField(given, MEASURES, /amount|price|cost|total|value|revenue|pages|distance/i);
		const main = withField(given, day);
		const category =
			findField(main, ['enum', 'ref', 'boolean'], /categor|type|group|project|area/i) ??
			findField(main, ['text'], /categor|type|group|project|area|name|title/i);
		const entities = [main, ...others] as const;
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities,
					constants: [
						{
							doc: 'The number that the charts add up; empty counts entries.',
							name: 'measureField',
							type: 'string',
							value: measure?.name ?? '',
						},
						{
							doc: 'By what the second chart divides it.',
							name: 'categoryField',
							type: 'string',
							value: category?.name ?? day.name,
						},
						{ doc: 'The day an entry belongs to.', name: 'dayField', type: 'string', value: day.name },
						filterConstant(spec, entities),
					],
				}),
			},
			documents: documentsOf(spec, `Figures and charts over ${main.plural.toLowerCase()}.`, [
				'`src/model.ts`: what an entry holds, what is added up and by what it is divided.',
				'`src/Charts.tsx` and `src/Figures.tsx`: what is drawn and which figures stand on top.',
			]),
		});
	},
};
