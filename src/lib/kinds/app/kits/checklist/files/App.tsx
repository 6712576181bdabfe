import { useMemo, useState } from 'react';
import { EntityTabs } from '../../shared/files/components/EntityTabs.tsx';
import { AddForm, EditDialog } from '../../shared/files/components/EntityForm.tsx';
import { EmptyState } from '../../shared/files/components/EmptyState.tsx';
import { PillSelect, SearchBox } from '../../shared/files/components/ListTools.tsx';
import { Page } from '../../shared/files/components/Page.tsx';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { inSentence, type Entity, type Row } from '../../shared/files/schema.ts';
import { selectRows, type View } from '../../shared/files/select.ts';
import { isString, useRows, useSetting } from '../../shared/files/store.ts';
import { Actions } from './Actions.tsx';
import { app, doneField, entities, examples, filterBy, sectionField } from './model.ts';
import { Sections } from './Sections.tsx';
import { rowsOf, sowOnce } from '../../shared/files/sow.ts';
import './checklist.css';

const [main] = entities;

sowOnce(main, rowsOf(main, examples));

/** Nobody ticks what has just been written down. */
const formEntity: Entity = { ...main, fields: main.fields.filter(({ name }) => name !== doneField) };

const SHOW = [
	{ value: 'all', label: 'Everything' },
	{ value: 'false', label: 'Still open' },
	{ value: 'true', label: 'Done' },
];

export function App() {
	const rows = useRows(main.name);
	const done = rows.filter((row) => row[doneField] === true).length;
	return (
		<Page app={app} summary={rows.length > 0 ? `${done} of ${rows.length} done` : ''}>
			<EntityTabs entities={entities} filterBy={filterBy}>
				{rows.length > 0 && <progress aria-label="Progress" max={rows.length} value={done} />}
				<List rows={rows} />
			</EntityTabs>
		</Page>
	);
}

function List({ rows }: { readonly rows: readonly Row[] }) {
	const refTitle = useRefTitle();
	const [search, setSearch] = useState('');
	const [show, setShow] = useSetting('show', 'all', isString);
	const [lastSection, setLastSection] = useSetting('lastSection', '', isString);
	const [edited, setEdited] = useState<Row | null>(null);
	const found = useMemo(() => {
		const filters: View['filters'] = show === 'all' ? {} : { [doneField]: show };
		return selectRows(main, rows, { search, sort: 'oldest', filters }, refTitle);
	}, [rows, search, show, refTitle]);
	const initial = useMemo(
		() => (sectionField && lastSection ? { [sectionField]: lastSection } : {}),
		[lastSection],
	);

	return (
		<>
			<AddForm
				entity={formEntity}
				initial={initial}
				preset={lastSection ? initial : undefined}
				onAdd={(row) => sectionField && setLastSection(String(row[sectionField] ?? ''))}
			/>
			{rows.length === 0 ? (
				<EmptyState title="Nothing on the list yet">Add the first {inSentence(main.label)} above.</EmptyState>
			) : (
				<>
					<div className="tools">
						<SearchBox label={`Search ${inSentence(main.plural)}`} value={search} onChange={setSearch} />
						<PillSelect label="Show" value={show} choices={SHOW} onChange={setShow} />
					</div>
					<Sections rows={found} onEdit={setEdited} />
					{found.length === 0 && <EmptyState title="Nothing matches" />}
					<Actions rows={rows} />
				</>
			)}
			{edited && <EditDialog entity={formEntity} row={edited} onClose={() => setEdited(null)} />}
		</>
	);
}
