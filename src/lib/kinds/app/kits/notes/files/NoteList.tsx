import { useState } from 'react';
import { EmptyState } from '../../shared/files/components/EmptyState.tsx';
import { Icon } from '../../shared/files/components/Icon.tsx';
import { PillSelect, SearchBox } from '../../shared/files/components/ListTools.tsx';
import { formatDate, isoOf } from '../../shared/files/dates.ts';
import type { Row } from '../../shared/files/schema.ts';
import { fold } from '../../shared/files/select.ts';
import { excerptOf, isPinned, tagsOf, textOf, titleOf } from './note.ts';

/** Notes drawn at most; searching finds the others. */
const SHOWN = 300;

interface NoteListProps {
	readonly notes: readonly Row[];
	readonly openId: string;
	readonly onOpen: (id: string) => void;
	readonly onCreate: () => void;
}

export function NoteList({ notes, openId, onOpen, onCreate }: NoteListProps) {
	const [search, setSearch] = useState('');
	const [tag, setTag] = useState('');
	const tags = [...new Set(notes.flatMap(tagsOf))].sort((a, b) => a.localeCompare(b));
	const words = fold(search).split(/\s+/).filter(Boolean);
	const found = notes.filter((row) => {
		const text = fold(`${textOf(row)} ${tagsOf(row).join(' ')}`);
		return (tag === '' || tagsOf(row).includes(tag)) && words.every((word) => text.includes(word));
	});
	return (
		<div className="note-list">
			<button type="button" className="button" onClick={onCreate}>
				<Icon name="add" /> New note
			</button>
			<div className="tools">
				<SearchBox label="Search notes" value={search} onChange={setSearch} />
				{tags.length > 0 && (
					<PillSelect
						label="Filter by tag"
						value={tag}
						choices={[
							{ value: '', label: 'All tags' },
							...tags.map((name) => ({ value: name, label: name })),
						]}
						onChange={setTag}
					/>
				)}
			</div>
			{notes.length === 0 && <EmptyState title="No notes yet" />}
			{notes.length > 0 && found.length === 0 && <EmptyState title="Nothing matches" />}
			<ul aria-label="Notes">
				{found.slice(0, SHOWN).map((row) => (
					<li key={row.id}>
						<button
							type="button"
							className="note-item"
							aria-current={row.id === openId ? 'true' : undefined}
							onClick={() => onOpen(row.id)}
						>
							<span className="note-title">
								{isPinned(row) && <Icon name="pin" size={14} />}
								{isPinned(row) && <span className="hidden">Pinned: </span>}
								{titleOf(row)}
							</span>
							<span className="note-excerpt">
								{formatDate(isoOf(new Date(row.updatedAt)), { day: 'numeric', month: 'short' })}{' '}
								{excerptOf(row)}
							</span>
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}
