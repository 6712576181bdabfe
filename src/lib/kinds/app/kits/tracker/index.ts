import type { Entity, Spec } from '#lib/model/spec.ts';
import type { KitRenderer, Links } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { documentsOf } from '../shared/documents.ts';
import { filterConstant } from '../shared/filters.ts';
import { modelSource } from '../shared/model-source.ts';
import { sensibleEntities, textOption } from '../shared/sensible.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const ITEM: Entity = {
	name: 'item',
	label: 'Item',
	plural: 'Items',
	fields: [
		{ name: 'name', label: 'Name', type: 'text' },
		{ name: 'notes', label: 'Notes', type: 'longText' },
	],
};

/** Keeps rows of any entities; several of them stand behind tabs. */
export const tracker: KitRenderer = {
	entities: (spec) => sensibleEntities(spec, ITEM),
	render(spec, links = {}) {
		const entities = sensibleEntities(spec, ITEM);
		return assemble({
			api: aliasOf(links),
			title: spec.title,
			templates,
			generated: { 'model.ts': model(spec, entities), 'panels.ts': panelsSource(spec) },
			documents: documentsOf(
				spec,
				`Keeps ${entities.map(({ plural }) => plural.toLowerCase()).join(', ')}.`,
				[
					'`src/model.ts`: what is kept, field by field, and what can be filtered by.',
					'`src/panels.ts`: what stands between the form and the list.',
					'`src/App.tsx`: how the page is put together.',
				],
			),
		});
	},
};

/** The name of a linked API. */
const aliasOf = (links: Links): string | undefined =>
	Object.entries(links).find(([, { kind }]) => kind === 'api')?.[0];

function model(spec: Spec, entities: readonly Entity[]): string {
	return modelSource(spec, {
		entities,
		constants: [
			filterConstant(spec, entities),
			{
				doc: "Order of the list at first: 'newest', 'oldest', or a field with a direction: 'rating-down'.",
				name: 'sortBy',
				value: sortOf(spec, entities),
			},
		],
	});
}

/** `options.sortBy` names a field, as an amended spec does ("sort by rating"). */
function sortOf(spec: Spec, entities: readonly Entity[]): string {
	const wanted = textOption(spec, 'sortBy');
	const field = entities.flatMap((entity) => entity.fields).find(({ name }) => name === wanted);
	if (!field) return 'newest';
	const isHighFirst = ['rating', 'number', 'integer', 'money', 'percent', 'duration'].includes(field.type);
	return `${field.name}-${isHighFirst ? 'down' : 'up'}`;
}

interface Extra {
	readonly feature: Spec['features'][number];
	readonly source: string;
	readonly panel: string;
	readonly badge?: string;
}

const EXTRAS: readonly Extra[] = [
	{ feature: 'total', source: './panels/TotalsPanel.tsx', panel: 'TotalsPanel' },
	{ feature: 'lowStock', source: './panels/low.tsx', panel: 'LowPanel', badge: 'LowBadge' },
	{ feature: 'chart', source: './panels/ChartPanel.tsx', panel: 'ChartPanel' },
];

function panelsSource(spec: Spec): string {
	const extras = EXTRAS.filter(({ feature }) => spec.features.includes(feature));
	const badges = extras.flatMap(({ badge }) => (badge ? [badge] : []));
	const imports = extras.map(
		({ panel, badge, source }) => `import { ${badge ? `${badge}, ` : ''}${panel} } from '${source}';\n`,
	);
	return `import type { Badge, Panel } from './panel.ts';
${imports.join('')}
/** What stands between the form and the list, from top to bottom. */
export const panels: readonly Panel[] = [${extras.map(({ panel }) => panel).join(', ')}];

/** What stands beside a row's heading. */
export const badges: readonly Badge[] = [${badges.join(', ')}];
`;
}
