import type { Entity, Field } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { examplesConstant } from '../shared/examples.ts';
import { filterConstant } from '../shared/filters.ts';
import { modelSource } from '../shared/model-source.ts';
import { findField, listOption, sensibleEntities, withField } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const DONE: Field = { name: 'done', label: 'Done', type: 'boolean' };

const ITEM: Entity = {
	name: 'item',
	label: 'Item',
	plural: 'Items',
	fields: [
		{ name: 'title', label: 'Title', type: 'text' },
		{ name: 'section', label: 'Section', type: 'text' },
	],
};

const IS_DONE = /^(?:is)?(?:done|complete|completed|checked|finished|packed|bought|ticked)$/i;
const SECTION = /^(?:section|category|group|room|aisle|area|list|store|shop)$/i;

/** Things to tick off, in sections, with progress. */
export const checklist: KitRenderer = {
	render(spec) {
		const [given, ...others] = sensibleEntities(spec, ITEM);
		const done = findField(given, ['boolean'], IS_DONE, true) ?? DONE;
		const found = findField(given, ['enum', 'text'], SECTION, true);
		const names = listOption(spec, 'sections').filter((name) => name !== '');
		const section: Field | undefined =
			names.length > 0
				? { name: 'section', label: 'Section', ...found, type: 'enum', options: [...names] }
				: found;
		const main = withField(section ? withField(given, section) : given, done);
		const entities = [main, ...others] as const;
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities,
					constants: [
						{ doc: 'The yes-or-no field that a tick sets.', name: 'doneField', value: done.name },
						{
							doc: 'The field that puts things into sections; empty for one plain list.',
							name: 'sectionField',
							type: 'string',
							value: section?.name ?? '',
						},
						filterConstant(spec, entities, [done.name, ...(section ? [section.name] : [])]),
						examplesConstant(spec),
					],
				}),
			},
			documents: documentsOf(spec, `A list of ${given.plural.toLowerCase()} to tick off.`, [
				'`src/model.ts`: what an entry holds, and which fields are its tick and its section.',
				'`src/Sections.tsx`: the sections; `src/CheckItem.tsx`: one entry.',
			]),
		});
	},
};
