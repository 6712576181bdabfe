import type { Entity, Field } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { filterConstant } from '../shared/filters.ts';
import { modelSource } from '../shared/model-source.ts';
import { findField, listOption, sensibleEntities, withField } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const STATUS: Field = {
	name: 'status',
	label: 'Status',
	type: 'enum',
	options: ['To do', 'In progress', 'Done'],
};

const TASK: Entity = {
	name: 'task',
	label: 'Task',
	plural: 'Tasks',
	fields: [
		{ name: 'title', label: 'Title', type: 'text' },
		{ name: 'assignee', label: 'Assignee', type: 'text' },
		{ name: 'dueDate', label: 'Due date', type: 'date' },
		STATUS,
	],
};

const COLUMN = /^(?:status|stage|state|column|phase|step)$/i;

/** Cards in columns, one column per choice of a field. */
export const kanban: KitRenderer = {
	render(spec) {
		const [first, ...others] = sensibleEntities(spec, TASK);
		const columns = listOption(spec, 'columns').filter((name) => name !== '');
		const given = findField(first, ['enum'], COLUMN) ?? { ...STATUS, ...namesake(first) };
		const column: Field = columns.length > 1 ? { ...given, options: [...columns] } : given;
		const entities = [withField(first, column), ...others] as const;
		return assemble({
			title: spec.title,
			templates,
			generated: {
				'model.ts': modelSource(spec, {
					entities,
					constants: [
						{
							doc: 'The choice field whose choices are the columns of the board.',
							name: 'columnField',
							value: column.name,
						},
						filterConstant(spec, entities, [column.name]),
					],
				}),
			},
			documents: documentsOf(
				spec,
				`A board for ${first.plural.toLowerCase()} that move from column to column.`,
				[
					'`src/model.ts`: what a card holds, and the columns: the options of the field that `columnField` names.',
					'`src/Board.tsx`: the board with its columns; `src/Card.tsx`: one card and how it moves.',
				],
			),
		});
	},
};

/** A status that was meant as plain text becomes the column under its own name. */
function namesake(entity: Entity): Partial<Field> {
	const field = entity.fields.find(({ name }) => COLUMN.test(name));
	return field ? { name: field.name, label: field.label } : {};
}
