import { nameFromTitle } from '#lib/model/manifest.ts';
import type { Entity, Field, Spec } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { assemble, literal } from '../shared/assemble.ts';
import { exampleValue } from './example.ts';
import { commandsFor } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const ITEM: Entity = { name: 'item', label: 'Item', plural: 'Items', fields: [] };
const DEFAULT_FIELDS: readonly Field[] = [
	{ name: 'title', label: 'Title', type: 'text' },
	{ name: 'notes', label: 'Notes', type: 'longText' },
	{ name: 'date', label: 'Date', type: 'date' },
];
const TODO_FIELDS: readonly Field[] = [
	{ name: 'title', label: 'Title', type: 'text' },
	{ name: 'due', label: 'Due', type: 'date' },
	{ name: 'done', label: 'Done', type: 'boolean' },
];

/** Keeps rows of anything: add, list, search, edit, total, export. */
export const records: KitRenderer = {
	render(spec) {
		const [main, ...others] = keptOf(spec);
		const model = [main, ...others].map(toModel);
		const [first = toModel(main), ...rest] = model;
		const commands = commandsFor([first, ...rest]);
		const values = main.fields.slice(1, 4).map((field) => option(field, 0));
		return assemble({
			spec,
			templates: Object.fromEntries(
				Object.entries(templates).filter(([path]) => !path.endsWith('/model.ts')),
			),
			generated: { 'model.ts': modelSource(model) },
			does: `Keeps ${main.plural.toLowerCase()} in the terminal: add, list, search, change, export.`,
			commands: commands.map(({ name, help }) => [name, help]),
			examples: [
				['add', quoted(main.fields[0], 0), ...values].join(' '),
				['add', quoted(main.fields[0], 1), ...main.fields.slice(1, 3).map((field) => option(field, 1))].join(
					' ',
				),
				'list',
				...(commands.some(({ name }) => name === 'done') ? ['done 1'] : []),
				...(commands.some(({ name }) => name === 'total') ? ['total'] : []),
				`list --sort ${optionName(main.fields[1] ?? main.fields[0])} --reverse`,
				`NAME export > ${nameFromTitle(main.plural)}.csv`,
			],
		});
	},
};

/** Fields with names that stand for something else in a program are renamed; none at all get sensible ones. */
function keptOf(spec: Spec): [Entity, ...Entity[]] {
	const [main = ITEM, ...others] = spec.entities.map(completed);
	return [main.fields.length > 0 ? main : completed(main), ...others];
}

const RESERVED = new Set(['id', 'help', 'in', 'constructor', 'prototype']);

function completed(entity: Entity): Entity {
	const isTodo = /^(?:todo|task|chore)$/i.test(entity.name);
	const fields = entity.fields.length > 0 ? entity.fields : isTodo ? TODO_FIELDS : DEFAULT_FIELDS;
	const names = new Set<string>();
	return {
		...entity,
		fields: fields.flatMap((field) => {
			const name = RESERVED.has(field.name) ? `${field.name}Value` : field.name;
			if (names.has(name)) return [];
			names.add(name);
			return [{ ...field, name }];
		}),
	};
}

const toModel = ({ label, plural, fields }: Entity) => ({
	label,
	plural,
	file: `${nameFromTitle(plural)}.json`,
	fields: fields.map(({ name, label: title, type, options, unit }) => ({
		name,
		label: title,
		type,
		...(type === 'enum' && options ? { options } : {}),
		...(unit === undefined ? {} : { unit }),
	})),
});

type ModelEntity = ReturnType<typeof toModel>;

/** `src/model.ts`: the template with what the sentence named. */
function modelSource(model: readonly ModelEntity[]): string {
	const template = templates['./files/model.ts'] ?? '';
	const head = template.slice(0, template.indexOf('= [', template.indexOf('export const entities')));
	return `${head}= [\n${model.map(entitySource).join('')}];\n`;
}

function entitySource({ label, plural, file, fields }: ModelEntity): string {
	const lines = fields.map(({ name, label: title, type, options, unit }) => {
		const choices = options ? `, options: [${options.map(literal).join(', ')}]` : '';
		const size = unit === undefined ? '' : `, unit: ${literal(unit)}`;
		return `\t\t\t{ name: ${literal(name)}, label: ${literal(title)}, type: '${type}'${choices}${size} },\n`;
	});
	return `\t{\n\t\tlabel: ${literal(label)},\n\t\tplural: ${literal(plural)},\n\t\tfile: ${literal(file)},\n\t\tfields: [\n${lines.join('')}\t\t],\n\t},\n`;
}

const optionName = (field: Field | undefined): string =>
	(field?.name ?? 'id').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const option = (field: Field, index: number): string => `--${optionName(field)} ${quoted(field, index)}`;

function quoted(field: Field | undefined, index: number): string {
	const value = field ? exampleValue(field, index) : '';
	return /^[\w@.:/+-]+$/.test(value) ? value : `"${value.replace(/["\\$`]/g, '')}"`;
}
