import { EntityTabs } from '../../shared/files/components/EntityTabs.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { inSentence } from '../../shared/files/schema.ts';
import { useRows } from '../../shared/files/store.ts';
import { Board } from './Board.tsx';
import { app, entities, filterBy } from './model.ts';

const [main] = entities;

export function App() {
	const rows = useRows(main.name);
	return (
		<Page
			app={app}
			summary={`${rows.length} ${inSentence(rows.length === 1 ? main.label : main.plural)}`}
			isWide
		>
			<EntityTabs entities={entities} filterBy={filterBy}>
				<Board />
			</EntityTabs>
		</Page>
	);
}
