import { useCallback, useMemo } from 'react';
import { EntityTabs } from '../../shared/files/components/EntityTabs.tsx';
import { AddForm } from '../../shared/files/components/EntityForm.tsx';
import { PillSelect } from '../../shared/files/components/ListTools.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { RowList } from '../../shared/files/components/RowList.tsx';
import { today } from '../../shared/files/dates.ts';
import type { Row } from '../../shared/files/schema.ts';
import { isString, useRows, useSetting } from '../../shared/files/store.ts';
import { Charts } from './Charts.tsx';
import { Figures } from './Figures.tsx';
import { app, dayField, entities, filterBy } from './model.ts';
import { isIn, PERIODS } from './periods.ts';
import './dashboard.css';

const [main] = entities;
const NEW_ENTRY = { [dayField]: today() };

export function App() {
	const all = useRows(main.name);
	const [period, setPeriod] = useSetting('period', 'all', isString);
	const keep = useCallback((row: Row) => isIn(period, row[dayField]), [period]);
	const rows = useMemo(() => all.filter(keep), [all, keep]);
	return (
		<Page app={app} summary={`${all.length} kept`} isWide>
			<EntityTabs entities={entities} filterBy={filterBy}>
				<AddForm entity={main} initial={NEW_ENTRY} />
				{all.length > 0 && (
					<div className="tools">
						<PillSelect label="Period" value={period} choices={PERIODS} onChange={setPeriod} />
					</div>
				)}
				<Figures rows={rows} all={all} />
				<Charts rows={rows} />
				<RowList entity={main} sort={`${dayField}-down`} filterBy={filterBy[main.name] ?? []} keep={keep} />
			</EntityTabs>
		</Page>
	);
}
