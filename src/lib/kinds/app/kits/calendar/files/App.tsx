import { useCallback, useState } from 'react';
import { addDays, addMonths, today } from '../../shared/files/dates.ts';
import { EntityTabs } from '../../shared/files/components/EntityTabs.tsx';
import { AddForm, EditDialog } from '../../shared/files/components/EntityForm.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { RowList } from '../../shared/files/components/RowList.tsx';
import { Tabs } from '../../shared/files/components/Tabs.tsx';
import type { Row, Values } from '../../shared/files/schema.ts';
import { isString, useRows, useSetting } from '../../shared/files/store.ts';
import { app, dayField, entities, filterBy } from './model.ts';
import { MonthView } from './MonthView.tsx';
import { Upcoming } from './Upcoming.tsx';
import { WeekView } from './WeekView.tsx';
import './calendar.css';

const [main] = entities;

const VIEWS = [
	{ name: 'month', label: 'Month' },
	{ name: 'week', label: 'Week' },
	{ name: 'agenda', label: 'Agenda' },
] as const;

export function App() {
	const rows = useRows(main.name);
	const [savedView, setView] = useSetting('calendarView', 'month', isString);
	const view = VIEWS.find(({ name }) => name === savedView)?.name ?? 'month';
	const [day, setDay] = useState(today);
	const [preset, setPreset] = useState<Values>();
	const [edited, setEdited] = useState<Row | null>(null);
	const addTo = useCallback((iso: string) => setPreset({ [dayField]: withTime(iso) }), []);
	const show = { rows, day, onAdd: addTo, onEdit: setEdited };

	return (
		<Page app={app} summary={`${rows.length} kept`} isWide>
			<EntityTabs entities={entities} filterBy={filterBy}>
				<div className="calendar">
					<div className="calendar-main">
						<Tabs label="View" tabs={VIEWS} selected={view} onSelect={setView}>
							{view === 'month' && (
								<MonthView
									{...show}
									onGo={(months) => setDay(months === 0 ? today() : addMonths(day, months))}
								/>
							)}
							{view === 'week' && (
								<WeekView
									{...show}
									onGo={(weeks) => setDay(weeks === 0 ? today() : addDays(day, weeks * 7))}
								/>
							)}
							{view === 'agenda' && (
								<RowList entity={main} sort={`${dayField}-up`} filterBy={filterBy[main.name] ?? []} />
							)}
						</Tabs>
					</div>
					<aside className="calendar-side" aria-label={`Add and look ahead`}>
						<AddForm entity={main} preset={preset} />
						{view !== 'agenda' && <Upcoming rows={rows} onEdit={setEdited} />}
					</aside>
				</div>
			</EntityTabs>
			{edited && <EditDialog entity={main} row={edited} onClose={() => setEdited(null)} />}
		</Page>
	);
}

/** A field with a time of day begins at nine. */
function withTime(iso: string): string {
	const field = main.fields.find(({ name }) => name === dayField);
	return field?.type === 'dateTime' ? `${iso}T09:00` : iso;
}
