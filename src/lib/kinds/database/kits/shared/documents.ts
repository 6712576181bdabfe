import type { SqlColumn, SqlTable } from './tables.ts';

/** The README of a database. */
export function readmeOf(title: string, does: string, tables: readonly SqlTable[]): string {
	const list = tables.map(
		({ name, columns }) => `- \`${name}\`: ${columns.map((column) => column.name).join(', ')}`,
	);
	return `# ${oneLine(title).replace(/[\\`*_[\]<>#]/g, '\\$&')}

${does}

It is PostgreSQL 18, runs on this device and works without a network. Every change is kept as soon as it is answered.

## Tables

${list.join('\n')}

## Where to change what

- \`schema.sql\`: the whole schema as it shall be. After a change, the Query tab shows the statements that lead there and what would be lost, before anything happens.
- \`seed.sql\`: rows of a fresh database. A database that has data is never seeded again.
- \`migrations/0001-name.sql\` and on: applied once each, in order, to a database that has data.
- \`queries/*.sql\`: ready queries; the first comment is the name.
- \`openapi.yaml\`: what other creations may call.
`;
}

/** The OpenAPI document: the schema, queries that read, and the rows of each table. */
export function openapiOf(title: string, does: string, tables: readonly SqlTable[]): string {
	const withRows = tables.filter(({ columns }) => columns.length > 0);
	const document = {
		openapi: '3.1.0',
		info: { title: oneLine(title), description: does, version: '1.0.0' },
		paths: { ...GENERAL, ...Object.fromEntries(withRows.flatMap((table) => Object.entries(pathsOf(table)))) },
		components: {
			schemas: Object.fromEntries(withRows.map((table) => [schemaName(table), rowSchema(table)])),
		},
	};
	return `${yaml(document, 0).trimStart()}\n`;
}

const answers = (schema: unknown, description = 'The answer'): unknown => ({
	'200': { description, content: { 'application/json': { schema } } },
});
const body = (schema: unknown): unknown => ({ required: true, content: { 'application/json': { schema } } });

const GENERAL = {
	'/schema': {
		get: {
			operationId: 'readSchema',
			summary: 'Tables, columns, keys and views',
			responses: answers({ type: 'object' }),
		},
	},
	'/query': {
		post: {
			operationId: 'query',
			summary: 'One SQL statement that reads',
			requestBody: body({
				type: 'object',
				required: ['sql'],
				properties: { sql: { type: 'string' }, params: { type: 'array', items: {} } },
			}),
			responses: answers({
				type: 'object',
				properties: {
					columns: { type: 'array', items: { type: 'object' } },
					rows: { type: 'array', items: { type: 'array', items: {} } },
				},
			}),
		},
	},
};

const schemaName = ({ name }: SqlTable): string => pascal(name);
const pascal = (name: string): string =>
	name.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_whole, letter: string) => letter.toUpperCase());

function pathsOf(table: SqlTable): Record<string, unknown> {
	const reference = { $ref: `#/components/schemas/${schemaName(table)}` };
	const rows = `/tables/${table.name}/rows`;
	const query = (name: string, type: string): unknown => ({ name, in: 'query', schema: { type } });
	const key = { name: 'key', in: 'path', required: true, schema: { type: 'string' } };
	const named = (verb: string, summary: string): Record<string, string> => ({
		operationId: `${verb}${pascal(table.name)}`,
		summary,
	});
	const list = {
		...named('list', `Rows of ${table.name}`),
		parameters: [
			query('limit', 'integer'),
			query('offset', 'integer'),
			query('order', 'string'),
			query('filter', 'string'),
		],
		responses: answers({
			type: 'object',
			properties: { rows: { type: 'array', items: reference }, total: { type: 'integer' } },
		}),
	};
	const add = {
		...named('add', `Adds a row to ${table.name}`),
		requestBody: body(reference),
		responses: answers(reference),
	};
	const one = {
		parameters: [key],
		get: { ...named('read', `One row of ${table.name}`), responses: answers(reference) },
		patch: {
			...named('change', `Changes a row of ${table.name}`),
			requestBody: body({ type: 'object' }),
			responses: answers(reference),
		},
		delete: { ...named('remove', `Removes a row of ${table.name}`), responses: answers(reference) },
	};
	return { [rows]: { get: list, post: add }, ...(table.hasKey ? { [`${rows}/{key}`]: one } : {}) };
}

function rowSchema({ columns }: SqlTable): unknown {
	const required = columns
		.filter((column) => column.isRequired && !column.isAutomatic)
		.map(({ name }) => name);
	return {
		type: 'object',
		...(required.length > 0 ? { required } : {}),
		properties: Object.fromEntries(columns.map((column) => [column.name, typeOf(column)])),
	};
}

function typeOf({ type, isRequired }: SqlColumn): unknown {
	const [name, format] = jsonType(type);
	return { type: isRequired ? name : [name, 'null'], ...(format === undefined ? {} : { format }) };
}

function jsonType(type: string): readonly [name: string, format?: string] {
	if (type.endsWith('[]')) return ['array'];
	if (/^(bigint|int\w*|smallint|integer)$/.test(type)) return ['integer'];
	if (/^(real|double precision|float\w*)$/.test(type)) return ['number'];
	if (/^bool/.test(type)) return ['boolean'];
	if (type === 'date') return ['string', 'date'];
	return /^timestamp(tz| with time zone)/.test(type) ? ['string', 'date-time'] : ['string'];
}

/** Plain values as block YAML. */
function yaml(value: unknown, depth: number): string {
	const indent = '  '.repeat(depth);
	if (Array.isArray(value)) {
		if (value.length === 0) return '[]';
		if (value.every((item) => typeof item === 'string')) return `[${value.map(scalar).join(', ')}]`;
		return value.map((item) => `\n${indent}- ${yaml(item, depth + 1).trimStart()}`).join('');
	}
	if (typeof value !== 'object' || value === null) return scalar(value);
	const entries = Object.entries(value);
	if (entries.length === 0) return '{}';
	return entries
		.map(([key, item]) => {
			const text = yaml(item, depth + 1);
			return `\n${indent}${keyText(key)}:${text.startsWith('\n') ? '' : ' '}${text}`;
		})
		.join('');
}

const keyText = (key: string): string => (/^[A-Za-z_$/][\w/.$-]*$/.test(key) ? key : JSON.stringify(key));

/** JSON strings are YAML strings; plain ones read better. */
function scalar(value: unknown): string {
	if (typeof value !== 'string') return String(value);
	const isPlain =
		/^[A-Za-z][\w ,.()/-]*[\w.)]$|^[A-Za-z]$/.test(value) &&
		!/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
	return isPlain ? value : JSON.stringify(value);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
