import { useMemo, useState } from 'react';
import { downloadCsv } from '../../shared/files/csv.ts';
import { Page } from '../../shared/files/components/Page.tsx';
import { useToast } from '../../shared/files/components/Toast.tsx';
import { addRow, removeRow, restoreRow, useRows } from '../../shared/files/store.ts';
import { Editor } from './Editor.tsx';
import { app, entities } from './model.ts';
import { NoteList } from './NoteList.tsx';
import { byPinAndTime } from './note.ts';
import './notes.css';

const [note] = entities;

export function App() {
	const rows = useRows(note.name);
	const notes = useMemo(() => [...rows].sort(byPinAndTime), [rows]);
	const [openId, setOpenId] = useState('');
	const say = useToast();
	const open = notes.find(({ id }) => id === openId);

	const create = (): void => {
		const row = addRow(note.name, { text: '' });
		if (row) setOpenId(row.id);
	};
	const remove = (id: string): void => {
		const removed = removeRow(note.name, id);
		setOpenId('');
		if (!removed) return;
		say('Note deleted', () => {
			restoreRow(note.name, removed);
			setOpenId(id);
		});
	};

	return (
		<Page
			app={app}
			summary={`${notes.length} kept`}
			isWide
			foot={
				<button type="button" className="button quiet" onClick={() => downloadCsv(note, rows, () => '')}>
					Export CSV
				</button>
			}
		>
			<div className={open ? 'notes has-open' : 'notes'}>
				<NoteList notes={notes} openId={openId} onOpen={setOpenId} onCreate={create} />
				{open ? (
					<Editor key={open.id} row={open} onClose={() => setOpenId('')} onDelete={() => remove(open.id)} />
				) : (
					<div className="nothing-open">
						<p>{notes.length === 0 ? 'Write your first note.' : 'Choose a note, or write a new one.'}</p>
					</div>
				)}
			</div>
		</Page>
	);
}
