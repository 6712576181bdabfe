import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { isFilePath, type Files } from '#lib/model/files.ts';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import { FIELD_TYPES, type Entity, type Field, type Spec } from '#lib/model/spec.ts';
import { asset } from './assets.test-data.ts';
import { DATABASE_KIT_IDS } from './cues.ts';
import { databaseKind } from './index.ts';
import { Engine } from './runtime/engine.ts';
import { fleetingBytes } from './runtime/house.ts';
import { loadSql } from './runtime/load.ts';

const entity = (name: string, plural: string, ...fields: Field[]): Entity => ({
	name,
	label: name,
	plural,
	fields,
});
const specOf = (kit: string, entities: readonly Entity[] = []): Spec => ({
	sentence: 'x',
	title: 'A "quoted" title',
	kind: 'database',
	also: [],
	kit,
	entities: [...entities],
	features: [],
	triggers: [],
	steps: [],
	options: {},
});
const text = (name: string): Field => ({ name, label: name, type: 'text' });
const ref = (name: string, target = name): Field => ({ name, label: name, type: 'ref', ref: target });

async function rendered(spec: Spec): Promise<Files> {
	const files = await databaseKind.render(spec);
	if (!files.ok) throw new Error(files.error.message);
	return files.value;
}

let engine: Promise<Engine> | undefined;

/** Runs everything in a database of its own: a schema that is thrown away. */
async function runs(files: Files): Promise<{ tables: string[]; rows: number[] }> {
	const pg = await (engine ??= Engine.open({ house: { asset, bytes: fleetingBytes() } }));
	await pg.run(
		'DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC',
	);
	for (const path of [
		'schema.sql',
		'seed.sql',
		...[...files.keys()].filter((each) => each.startsWith('queries/')),
	]) {
		const report = await loadSql(pg, String(files.get(path)));
		expect([path, report.failed, report.named]).toEqual([path, [], []]);
	}
	const tables = await pg.objects(
		"SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = pg_class.oid AND d.deptype = 'e') ORDER BY 1",
	);
	const names = tables.map(({ relname }) => String(relname));
	const rows = await Promise.all(
		names.map(async (name) => Number((await pg.objects(`SELECT count(*) AS n FROM "${name}"`))[0]?.['n'])),
	);
	return { tables: names, rows };
}

const SPECS: readonly (readonly [string, readonly Entity[], readonly string[]])[] = [
	['nothing', [], ['items']],
	[
		'orders',
		[
			entity('customer', 'Customers', text('name'), { name: 'email', label: 'Email', type: 'email' }),
			entity('order', 'Orders', text('number'), ref('customer'), {
				name: 'status',
				label: 'Status',
				type: 'enum',
				options: ['new', "it's paid"],
			}),
			entity('orderLine', 'Order lines', ref('order'), text('product'), {
				name: 'price',
				label: 'Price',
				type: 'money',
			}),
		],
		['customers', 'order_lines', 'orders'],
	],
	[
		'every type',
		[
			entity(
				'thing',
				'Things',
				...FIELD_TYPES.map((type): Field => ({
					name: `${type}Field`,
					label: type,
					type,
					...(type === 'ref' ? { ref: 'thing' } : {}),
					...(type === 'enum' ? { options: ['a', 'b'] } : {}),
				})),
			),
		],
		['things'],
	],
	[
		'words of SQL',
		[
			entity('user', 'User', text('order'), text('group'), text('id'), text('createdAt')),
			entity('table', 'Table', text('select')),
		],
		['table_list', 'user_list'],
	],
	['two of one name', [entity('box', 'Things'), entity('crate', 'Things')], ['things', 'things_2']],
	[
		'a circle',
		[
			entity('hen', 'Hens', text('name'), { ...ref('egg'), required: true }),
			entity('egg', 'Eggs', text('name'), ref('hen')),
		],
		['eggs', 'hens'],
	],
	['itself', [entity('employee', 'Employees', text('name'), ref('manager', 'employee'))], ['employees']],
	[
		'many to many',
		[
			entity('post', 'Posts', text('title')),
			entity('tag', 'Tags', text('name')),
			entity('comment', 'Comments', text('text')),
		],
		['comments', 'post_tags', 'posts', 'tags'],
	],
	[
		'other scripts',
		[entity('a', '植物', text('名前')), entity('b', 'Bücher', text('tïtle'))],
		['a', 'bucher'],
	],
];

describe('tables for any things', { timeout: 60_000 }, () => {
	test.each(SPECS)('%s', async (_name, entities, tables) => {
		const files = await rendered(specOf('records', entities));
		expect((await runs(files)).tables).toEqual(tables);
	});

	test('a seed obeys every rule and leaves no table empty that it can fill', async () => {
		for (const [name, entities] of SPECS) {
			if (name === 'a circle') continue;
			const { rows } = await runs(await rendered(specOf('records', entities)));
			expect(
				rows.every((count) => count >= 5),
				name,
			).toBe(true);
		}
	});
});

describe.each(DATABASE_KIT_IDS)('%s', { timeout: 60_000 }, (id) => {
	test('its schema, its rows and its queries run, and its checks find nothing', async () => {
		const files = await rendered(specOf(id, [entity('gadget', 'Gadgets', text('name'))]));
		const { tables, rows } = await runs(files);
		expect(tables).toContain('gadgets');
		expect(rows.every((count) => count > 2)).toBe(true);
		const manifest = {
			id: urnOf(newCreationId()),
			name: 'x',
			title: 'X',
			kind: 'database',
			version: '1.0.0',
			entry: databaseKind.entry,
			openapi: 'openapi.yaml',
		};
		expect(databaseKind.check(new Map([...files, ['aether.json', JSON.stringify(manifest)]]))).toEqual([]);
		expect([...files.keys()].every(isFilePath)).toBe(true);
		expect(await rendered(specOf(id, [entity('gadget', 'Gadgets', text('name'))]))).toEqual(files);
	});

	test('its OpenAPI document names every table', async () => {
		const files = await rendered(specOf(id));
		const document = parse(String(files.get('openapi.yaml'))) as { paths: Record<string, unknown> };
		const { tables } = await runs(files);
		expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.0.0' } });
		expect(Object.keys(document.paths)).toEqual(
			expect.arrayContaining(['/schema', '/query', ...tables.map((name) => `/tables/${name}/rows`)]),
		);
	});
});
