import { EntityTabs } from '../../shared/files/components/EntityTabs.tsx';
import { AddForm } from '../../shared/files/components/EntityForm.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { RowList } from '../../shared/files/components/RowList.tsx';
import { today } from '../../shared/files/dates.ts';
import type { Row } from '../../shared/files/schema.ts';
import { useRows } from '../../shared/files/store.ts';
import { app, entities, filterBy, sortBy } from './model.ts';
import { badges, panels } from './panels.ts';

const [main] = entities;
const [heading] = main.fields;
/** What is kept day by day usually begins today. */
const NEW_ROW = heading?.type === 'date' ? { [heading.name]: today() } : {};

export function App() {
	const rows = useRows(main.name);
	return (
		<Page app={app} summary={summaryOf(rows)}>
			<EntityTabs entities={entities} filterBy={filterBy}>
				<AddForm entity={main} initial={NEW_ROW} />
				{panels.map((Panel, index) => (
					<Panel key={index} entity={main} rows={rows} />
				))}
				<RowList
					entity={main}
					sort={sortBy}
					filterBy={filterBy[main.name] ?? []}
					badge={(row) => badges.map((Badge, index) => <Badge key={index} entity={main} row={row} />)}
				/>
			</EntityTabs>
		</Page>
	);
}

/** "12 kept · average 4.2" */
function summaryOf(rows: readonly Row[]): string {
	const field = main.fields.find(({ type }) => type === 'rating');
	const ratings = rows.map((row) => row[field?.name ?? '']).filter((value) => typeof value === 'number');
	if (ratings.length === 0) return `${rows.length} kept`;
	const average = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
	return `${rows.length} kept · average ${average.toFixed(1)}`;
}
