import { useState } from 'react';
import { EntityTabs } from '../../shared/files/components/EntityTabs.tsx';
import { AddForm, EditDialog } from '../../shared/files/components/EntityForm.tsx';
import { EmptyState } from '../../shared/files/components/EmptyState.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { downloadCsv } from '../../shared/files/csv.ts';
import { today } from '../../shared/files/dates.ts';
import { countOf, inSentence, type Row } from '../../shared/files/schema.ts';
import { useRows } from '../../shared/files/store.ts';
import { app, entities, examples, filterBy } from './model.ts';
import { TICKS, ticksEntity, useTicks } from './ticks.ts';
import { Week } from './Week.tsx';
import { rowsOf, sowOnce } from '../../shared/files/sow.ts';
import './habits.css';

const [main] = entities;

sowOnce(main, rowsOf(main, examples));

export function App() {
	const rows = useRows(main.name);
	const ticks = useTicks();
	const tickRows = useRows(TICKS);
	const [edited, setEdited] = useState<Row | null>(null);
	const doneToday = rows.filter((row) => ticks.has(row.id, today())).length;
	return (
		<Page app={app} summary={rows.length > 0 ? `${doneToday} of ${rows.length} done today` : ''}>
			<EntityTabs entities={entities} filterBy={filterBy}>
				<AddForm entity={main} />
				{rows.length === 0 ? (
					<EmptyState title={`No ${inSentence(main.plural)} yet`}>
						Add one small thing you want to do each day.
					</EmptyState>
				) : (
					<>
						<Week rows={rows} ticks={ticks} onEdit={setEdited} />
						<div className="list-foot">
							<span>{countOf(main, rows.length)}</span>
							<button
								type="button"
								className="button quiet"
								onClick={() => downloadCsv(ticksEntity, tickRows, (_, id) => nameOf(rows, id))}
							>
								Export CSV
							</button>
						</div>
					</>
				)}
			</EntityTabs>
			{edited && <EditDialog entity={main} row={edited} onClose={() => setEdited(null)} />}
		</Page>
	);
}

function nameOf(rows: readonly Row[], id: string): string {
	return String(rows.find((row) => row.id === id)?.[main.fields[0]?.name ?? ''] ?? '(deleted)');
}
