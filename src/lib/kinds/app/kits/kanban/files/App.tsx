import { EntityTabs } from '../../shared/files/components/EntityTabs.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { countOf } from '../../shared/files/schema.ts';
import { useRows } from '../../shared/files/store.ts';
import { Board } from './Board.tsx';
import { app, entities, filterBy } from './model.ts';

const [main] = entities;

export function App() {
	const rows = useRows(main.name);
	return (
		<Page app={app} summary={countOf(main, rows.length)} isWide>
			<EntityTabs entities={entities} filterBy={filterBy}>
				<Board />
			</EntityTabs>
		</Page>
	);
}
