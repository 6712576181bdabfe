import type { Entity } from '#lib/model/spec.ts';
import type { KitRenderer } from '../../../kind.ts';
import { withDocuments } from '../shared/assemble.ts';
import { tableModels } from '../shared/model.ts';
import { queryFiles } from '../shared/write-queries.ts';
import { schemaSql } from '../shared/write-schema.ts';
import { seedSql } from '../shared/write-seed.ts';

const ITEM: Entity = {
	name: 'item',
	label: 'Item',
	plural: 'Items',
	fields: [
		{ name: 'name', label: 'Name', type: 'text', required: true },
		{ name: 'category', label: 'Category', type: 'text' },
		{ name: 'notes', label: 'Notes', type: 'longText' },
	],
};

/** Tables for any things, with keys between those that belong together. */
export const records: KitRenderer = {
	render(spec) {
		const tables = tableModels({ ...spec, entities: spec.entities.length > 0 ? spec.entities : [ITEM] });
		const plurals = tables.filter(({ joins }) => !joins).map(({ plural }) => plural.toLowerCase());
		const files = new Map([
			['schema.sql', `${schemaSql(tables)}\n`],
			// Beside an app or an API the rows are the person's own from the start.
			...(spec.options['seed'] === false ? [] : [['seed.sql', `${seedSql(tables)}\n`] as const]),
			...queryFiles(tables),
		]);
		return withDocuments(files, spec, `Keeps ${plurals.join(', ')}.`);
	},
};
