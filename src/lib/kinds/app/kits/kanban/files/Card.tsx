import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { FieldValue } from '../../shared/files/components/FieldValue.tsx';
import { RowActions } from '../../shared/files/components/RowCard.tsx';
import { headingOf } from '../../shared/files/format.ts';
import type { Row } from '../../shared/files/schema.ts';
import { columns } from './columns.ts';
import { columnField, entities } from './model.ts';

const [main] = entities;

interface CardProps {
	readonly row: Row;
	readonly column: string;
	readonly previous: Row | undefined;
	/** The card after the next one: moving down means standing before it. */
	readonly afterNext: Row | undefined;
	readonly isLast: boolean;
	/** It has just been moved: the focus follows it. */
	readonly isMoved: boolean;
	readonly onMove: (row: Row, column: string, before?: Row) => void;
	readonly onEdit: () => void;
}

export function Card({ row, column, previous, afterNext, isLast, isMoved, onMove, onEdit }: CardProps) {
	const element = useRef<HTMLLIElement>(null);
	const heading = headingOf(main, row, useRefTitle());
	useEffect(() => {
		if (isMoved && document.activeElement === document.body)
			element.current?.querySelector('button')?.focus();
	}, [isMoved, column]);

	const onKeyDown = (event: KeyboardEvent): void => {
		if (!event.altKey || !event.key.startsWith('Arrow')) return;
		event.preventDefault();
		const target = columns[columns.indexOf(column) + (event.key === 'ArrowRight' ? 1 : -1)];
		if (event.key === 'ArrowUp' && previous) onMove(row, column, previous);
		else if (event.key === 'ArrowDown' && !isLast) onMove(row, column, afterNext);
		else if (event.key.match(/Left|Right/) && target) onMove(row, target);
	};

	return (
		<li
			ref={element}
			className="board-card"
			draggable
			onDragStart={(event) => event.dataTransfer.setData('text/plain', row.id)}
			onKeyDown={onKeyDown}
		>
			<div className="card-head">
				<h3>{heading}</h3>
				<RowActions entity={main} row={row} heading={heading} onEdit={onEdit} />
			</div>
			<div className="card-values">
				{main.fields
					.slice(1)
					.map((field) =>
						field.name === columnField ? null : (
							<FieldValue key={field.name} field={field} table={main.name} row={row} heading={heading} />
						),
					)}
			</div>
			<div className="moves">
				{columns.map((target) =>
					target === column ? null : (
						<button
							key={target}
							type="button"
							aria-label={`Move ${heading} to ${target}`}
							onClick={() => onMove(row, target)}
						>
							{columns.indexOf(target) < columns.indexOf(column) ? `← ${target}` : `${target} →`}
						</button>
					),
				)}
			</div>
		</li>
	);
}
