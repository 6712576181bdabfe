import type { ReactNode } from 'react';
import { formatValue, headingOf } from '../format.ts';
import { TEXT_TYPES, type Entity, type Field, type Row } from '../schema.ts';
import { removeRow, restoreRow } from '../store.ts';
import { useRefTitle } from './entities.tsx';
import { FieldValue } from './FieldValue.tsx';
import { Icon } from './Icon.tsx';
import { useToast } from './Toast.tsx';

interface RowCardProps {
	readonly entity: Entity;
	readonly row: Row;
	readonly onEdit: () => void;
	/** Shown beside the heading. */
	readonly badge?: ReactNode;
	/** Shown below everything. */
	readonly children?: ReactNode;
}

/** One row of a list: heading, the most telling value at the right, the rest below. */
export function RowCard({ entity, row, onEdit, badge, children }: RowCardProps) {
	const refTitle = useRefTitle();
	const heading = headingOf(entity, row, refTitle);
	const [, ...rest] = entity.fields;
	const lead = rest.find((field) => field.type === 'rating') ?? rest.find((field) => field.type === 'money');
	const texts = rest.filter((field) => TEXT_TYPES.has(field.type) && row[field.name]);
	const text = texts.find((field) => field.type === 'longText') ?? texts[0];
	const others = rest.filter((field) => field !== lead && field !== text);
	return (
		<li className="card">
			<div className="card-head">
				<h2>{heading}</h2>
				{badge}
				{lead && <Lead field={lead} entity={entity} row={row} heading={heading} />}
				<RowActions entity={entity} row={row} heading={heading} onEdit={onEdit} />
			</div>
			{text && <p className="card-text">{formatValue(text, row[text.name], refTitle)}</p>}
			{others.length > 0 && (
				<div className="card-values">
					{others.map((field) => (
						<FieldValue key={field.name} field={field} table={entity.name} row={row} heading={heading} />
					))}
				</div>
			)}
			{children}
		</li>
	);
}

interface RowActionsProps {
	readonly entity: Entity;
	readonly row: Row;
	readonly heading: string;
	readonly onEdit: () => void;
}

/** "Edit …" and "Delete …" with undo. */
export function RowActions({ entity, row, heading, onEdit }: RowActionsProps) {
	const remove = useRemove(entity);
	return (
		<span className="row-actions">
			<button type="button" className="icon-button" aria-label={`Edit ${heading}`} onClick={onEdit}>
				<Icon name="edit" />
			</button>
			<button
				type="button"
				className="icon-button"
				aria-label={`Delete ${heading}`}
				onClick={() => remove(row)}
			>
				<Icon name="remove" />
			</button>
		</span>
	);
}

/** Deletes a row and offers to bring it back. */
export function useRemove(entity: Entity): (row: Row) => void {
	const say = useToast();
	return (row) => {
		const removed = removeRow(entity.name, row.id);
		if (removed) say(`${entity.label} deleted`, () => restoreRow(entity.name, removed));
	};
}

interface LeadProps {
	readonly field: Field;
	readonly entity: Entity;
	readonly row: Row;
	readonly heading: string;
}

function Lead({ field, entity, row, heading }: LeadProps) {
	const refTitle = useRefTitle();
	if (field.type === 'rating')
		return <FieldValue field={field} table={entity.name} row={row} heading={heading} />;
	return <span className="lead">{formatValue(field, row[field.name], refTitle)}</span>;
}
