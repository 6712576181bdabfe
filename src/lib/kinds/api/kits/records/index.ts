import type { Links, KitRenderer } from '../../../kind.ts';
import { printConst, type Literal } from '../../../print.ts';
import type { Spec } from '#lib/model/spec.ts';
import { assemble, type Sources } from '../shared/assemble.ts';
import { collectionPath, resourcesOf, rowPath, type Resource } from '../shared/entities.ts';
import { readme, send } from '../shared/readme.ts';
import { article, inputExample, recordsDocument } from './document.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Rows of any entities over HTTP, kept here or in a linked database. */
export const records: KitRenderer = {
	render(spec, links) {
		const resources = resourcesOf(spec);
		const database = aliasOf(links);
		const names = resources.map(({ plural }) => plural.toLowerCase());
		const does = `Keeps ${list(names)} and serves them as JSON.`;
		return assemble({
			templates,
			generated: { 'model.ts': modelSource(spec, resources), ...(database ? linkedStore(database) : {}) },
			documents: {
				'openapi.yaml': recordsDocument(spec, does, resources, database !== undefined),
				'README.md': readmeOf(spec, does, resources, database),
			},
		});
	},
};

/** The name under which the creation imports a linked database. */
const aliasOf = (links: Links = {}): string | undefined =>
	Object.entries(links).find(([, { kind }]) => kind === 'database')?.[0];

/** The same store over the linked database instead of the creation's own storage. */
function linkedStore(alias: string): Sources {
	const text = (name: string): string => templates[`./files/${name}`] ?? '';
	const renamed = (source: string): string => source.replaceAll("'aether:db'", `'aether:${alias}'`);
	return { 'store.ts': text('linked-store.ts'), 'linked-table.ts': renamed(text('linked-table.ts')) };
}

function modelSource(spec: Spec, resources: readonly Resource[]): string {
	const entities = resources.map(({ name, label, plural, path, fields }): Literal => ({
		name,
		label,
		plural,
		path,
		fields: fields.map((field) => ({
			name: field.name,
			label: field.label,
			type: field.type,
			options: field.type === 'enum' ? field.options : undefined,
			ref: field.type === 'ref' ? field.ref : undefined,
			unit: field.unit,
			required: field.required || undefined,
		})),
	}));
	return [
		`import type { Entity } from './schema.ts';\n`,
		printConst('title', '', spec.title),
		'/** What the API keeps. A field added here also belongs in openapi.yaml, so that callers may send it. */\n' +
			printConst('entities', 'readonly Entity[]', entities),
	].join('\n');
}

function readmeOf(
	spec: Spec,
	does: string,
	resources: readonly Resource[],
	database: string | undefined,
): string {
	const requests = resources.flatMap((resource): [string, string][] => {
		const { label, plural, fields } = resource;
		const collection = collectionPath(resource);
		const body = inputExample(fields);
		const field = fields.find(({ type }) => type === 'text' || type === 'enum') ?? fields[0];
		return [
			[`Add ${article(label.toLowerCase())}`, send('POST', collection, body)],
			[
				`The newest ten of ${plural.toLowerCase()} that mention a word`,
				`"$API${collection}?q=word&sort=createdAt&order=desc&limit=10"`,
			],
			...(field
				? [
						[
							`Change one`,
							send('PATCH', rowPath(resource, 'ID'), { [field.name]: body[field.name] ?? null }),
						] satisfies [string, string],
					]
				: []),
		];
	});
	return readme({
		title: spec.title,
		does,
		requests,
		edit: [
			'`src/model.ts`: what is kept, and which fields it has.',
			'`src/resource.ts`: what each operation does. `src/query.ts`: search, filters and order of lists.',
			'`src/store.ts`: where rows are kept.',
			'`src/fields.ts`: what values a field of each type may have, and what is said when they do not fit.',
		],
		...(database ? { keeps: `Rows are kept in the linked database, \`aether:${database}\`.` } : {}),
	});
}

const list = (names: readonly string[]): string =>
	names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
