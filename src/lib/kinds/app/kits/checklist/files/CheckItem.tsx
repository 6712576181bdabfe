import { useState, type DragEvent } from 'react';
import { FieldValue } from '../../shared/files/components/FieldValue.tsx';
import { Icon } from '../../shared/files/components/Icon.tsx';
import { RowActions } from '../../shared/files/components/RowCard.tsx';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { headingOf } from '../../shared/files/format.ts';
import type { Row } from '../../shared/files/schema.ts';
import { changeRow, findRow } from '../../shared/files/store.ts';
import { doneField, entities, sectionField } from './model.ts';
import { place } from './order.ts';

const [main] = entities;

interface CheckItemProps {
	readonly row: Row;
	readonly index: number;
	/** All rows of the section, in order. */
	readonly siblings: readonly Row[];
	readonly onEdit: () => void;
}

export function CheckItem({ row, index, siblings, onEdit }: CheckItemProps) {
	const [isTarget, setTarget] = useState(false);
	const heading = headingOf(main, row, useRefTitle());
	const isDone = row[doneField] === true;
	const others = main.fields.slice(1).filter(({ name }) => name !== doneField && name !== sectionField);
	const drop = (event: DragEvent): void => {
		event.preventDefault();
		setTarget(false);
		const dragged = findRow(main.name, event.dataTransfer.getData('text/plain'));
		if (dragged && dragged.id !== row.id) place(dragged, siblings[index - 1], row);
	};
	return (
		<li
			className={`check-item${isDone ? ' done' : ''}${isTarget ? ' target' : ''}`}
			draggable
			onDragStart={(event) => event.dataTransfer.setData('text/plain', row.id)}
			onDragOver={(event) => {
				event.preventDefault();
				setTarget(true);
			}}
			onDragLeave={() => setTarget(false)}
			onDrop={drop}
		>
			<label className="check-label">
				<input
					type="checkbox"
					aria-label={heading}
					checked={isDone}
					onChange={(event) => changeRow(main.name, row.id, { [doneField]: event.target.checked })}
				/>
				<span className="check-title">{heading}</span>
			</label>
			{others.length > 0 && (
				<div className="card-values">
					{others.map((field) => (
						<FieldValue key={field.name} field={field} table={main.name} row={row} heading={heading} />
					))}
				</div>
			)}
			<span className="check-actions">
				<MoveButtons row={row} heading={heading} index={index} siblings={siblings} />
				<RowActions entity={main} row={row} heading={heading} onEdit={onEdit} />
			</span>
		</li>
	);
}

interface MoveButtonsProps {
	readonly row: Row;
	readonly heading: string;
	readonly index: number;
	readonly siblings: readonly Row[];
}

function MoveButtons({ row, heading, index, siblings }: MoveButtonsProps) {
	return (
		<>
			<button
				type="button"
				className="icon-button"
				aria-label={`Move ${heading} up`}
				disabled={index === 0}
				onClick={() => place(row, siblings[index - 2], siblings[index - 1])}
			>
				<Icon name="up" size={16} />
			</button>
			<button
				type="button"
				className="icon-button"
				aria-label={`Move ${heading} down`}
				disabled={index === siblings.length - 1}
				onClick={() => place(row, siblings[index + 1], siblings[index + 2])}
			>
				<Icon name="down" size={16} />
			</button>
		</>
	);
}
