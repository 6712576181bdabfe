import { useState } from 'react';
import { EntitiesProvider } from '../../shared/files/components/entities.tsx';
import { AddForm } from '../../shared/files/components/EntityForm.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { RowList } from '../../shared/files/components/RowList.tsx';
import { Tabs } from '../../shared/files/components/Tabs.tsx';
import type { Entity, Row } from '../../shared/files/schema.ts';
import { useRows } from '../../shared/files/store.ts';
import { app, entities, filterBy, sortBy } from './model.ts';
import { badges, panels } from './panels.ts';

export function App() {
	const [selected, setSelected] = useState(entities[0].name);
	const entity = entities.find((candidate) => candidate.name === selected) ?? entities[0];
	return (
		<EntitiesProvider entities={entities}>
			<Page app={app} summary={useSummary(entity)}>
				{entities.length === 1 ? (
					<Kept entity={entity} />
				) : (
					<Tabs
						label="What is kept here"
						tabs={entities.map(({ name, plural }) => ({ name, label: plural }))}
						selected={entity.name}
						onSelect={setSelected}
					>
						<Kept key={entity.name} entity={entity} />
					</Tabs>
				)}
			</Page>
		</EntitiesProvider>
	);
}

/** Everything about one entity: its form, its figures, its rows. */
function Kept({ entity }: { readonly entity: Entity }) {
	const rows = useRows(entity.name);
	return (
		<>
			<AddForm entity={entity} />
			{panels.map((Panel, index) => (
				<Panel key={index} entity={entity} rows={rows} />
			))}
			<RowList
				entity={entity}
				sort={sortBy}
				filterBy={filterBy[entity.name] ?? []}
				badge={(row) => badges.map((Badge, index) => <Badge key={index} entity={entity} row={row} />)}
			/>
		</>
	);
}

/** "12 kept · average 4.2" */
function useSummary(entity: Entity): string {
	const rows = useRows(entity.name);
	const rating = entity.fields.find((field) => field.type === 'rating');
	const average = rating && averageOf(rows, rating.name);
	return average === undefined
		? `${rows.length} kept`
		: `${rows.length} kept · average ${average.toFixed(1)}`;
}

function averageOf(rows: readonly Row[], fieldName: string): number | undefined {
	const ratings = rows.map((row) => row[fieldName]).filter((value) => typeof value === 'number');
	return ratings.length === 0 ? undefined : ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
}
