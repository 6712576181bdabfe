import { useEffect, useId, useRef, useState } from 'react';
import { FieldInput } from '../../shared/files/components/FieldInput.tsx';
import { Icon } from '../../shared/files/components/Icon.tsx';
import { Tabs } from '../../shared/files/components/Tabs.tsx';
import { draftOf, valueOf } from '../../shared/files/format.ts';
import type { Row } from '../../shared/files/schema.ts';
import { changeRow } from '../../shared/files/store.ts';
import { Markdown } from './markdown.tsx';
import { entities, properties } from './model.ts';
import { isPinned, textOf, titleOf } from './note.ts';

const [note] = entities;

const MODES = [
	{ name: 'write', label: 'Write' },
	{ name: 'preview', label: 'Preview' },
] as const;

interface EditorProps {
	readonly row: Row;
	readonly onClose: () => void;
	readonly onDelete: () => void;
}

export function Editor({ row, onClose, onDelete }: EditorProps) {
	const [mode, setMode] = useState<(typeof MODES)[number]['name']>('write');
	const title = titleOf(row);

	return (
		<section className="note-editor" aria-label="Editor">
			<div className="note-bar">
				<button type="button" className="button quiet back" onClick={onClose}>
					<Icon name="left" size={16} /> All notes
				</button>
				<button
					type="button"
					className="button quiet"
					aria-pressed={isPinned(row)}
					onClick={() => changeRow(note.name, row.id, { pinned: !isPinned(row) })}
				>
					<Icon name="pin" size={16} /> Pin
				</button>
				<button type="button" className="icon-button" aria-label={`Delete ${title}`} onClick={onDelete}>
					<Icon name="remove" />
				</button>
			</div>
			<Tabs label="Note" tabs={MODES} selected={mode} onSelect={setMode}>
				{mode === 'write' ? (
					<Writer row={row} />
				) : (
					<article className="markdown" aria-label="Preview">
						<Markdown text={textOf(row)} />
					</article>
				)}
			</Tabs>
		</section>
	);
}

/** Every key is kept at once. */
function Writer({ row }: { readonly row: Row }) {
	const id = useId();
	const text = useRef<HTMLTextAreaElement>(null);
	const [draft, setDraft] = useState(() => draftOf(note, row));
	useEffect(() => text.current?.focus(), []);
	return (
		<>
			<div className="fields note-fields">
				{note.fields.map((field) =>
					field.name === 'tags' || properties.includes(field.name) ? (
						<FieldInput
							key={field.name}
							field={field}
							value={draft[field.name] ?? ''}
							onChange={(value) => {
								setDraft({ ...draft, [field.name]: value });
								changeRow(note.name, row.id, { [field.name]: valueOf(field, value) ?? null });
							}}
						/>
					) : null,
				)}
			</div>
			<label className="hidden" htmlFor={id}>
				Note
			</label>
			<textarea
				ref={text}
				id={id}
				className="note-text"
				value={textOf(row)}
				placeholder={'# Title\n\nWrite in Markdown: **bold**, *italic*, - lists, - [ ] tasks, #tags'}
				onChange={(event) => changeRow(note.name, row.id, { text: event.target.value })}
			/>
		</>
	);
}
