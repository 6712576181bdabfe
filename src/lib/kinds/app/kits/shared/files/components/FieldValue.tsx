import { formatValue } from '../format.ts';
import { isDay, today } from '../dates.ts';
import type { Field, Row } from '../schema.ts';
import { changeRow } from '../store.ts';
import { useRefTitle } from './entities.tsx';
import { Stars } from './Rating.tsx';

interface FieldValueProps {
	readonly field: Field;
	readonly table: string;
	readonly row: Row;
	/** The row's heading, for names such as "Paid for Lemons". */
	readonly heading: string;
}

/** A value as it stands in a row. Renders nothing when there is none; a yes-or-no field can be ticked right here. */
export function FieldValue({ field, table, row, heading }: FieldValueProps) {
	const refTitle = useRefTitle();
	const value = row[field.name];
	if (field.type === 'boolean')
		return (
			<label className="check-value">
				<input
					type="checkbox"
					checked={value === true}
					aria-label={`${field.label}: ${heading}`}
					onChange={(event) => changeRow(table, row.id, { [field.name]: event.target.checked })}
				/>
				{field.label}
			</label>
		);
	const text = formatValue(field, value, refTitle);
	if (text === '') return null;
	if (field.type === 'rating' && typeof value === 'number') return <Stars value={value} />;
	if (field.type === 'enum') return <span className="chip">{text}</span>;
	if (field.type === 'tags' && Array.isArray(value))
		return value.map((tag) => (
			<span key={String(tag)} className="chip">
				{String(tag)}
			</span>
		));
	const link = linkOf(field, text);
	return (
		<span className={isOverdue(field, value, row) ? 'value overdue' : 'value'}>
			<span className="value-label">{field.label}</span>{' '}
			{field.type === 'color' && <span className="swatch" style={{ background: text }} />}
			{link ? (
				<a href={link} target="_blank" rel="noreferrer">
					{text}
				</a>
			) : (
				text
			)}
		</span>
	);
}

function linkOf(field: Field, text: string): string | undefined {
	if (field.type === 'email') return `mailto:${text}`;
	if (field.type === 'phone') return `tel:${text.replace(/[^\d+]/g, '')}`;
	return field.type === 'url' && /^https?:\/\//i.test(text) ? text : undefined;
}

/** A due date that has passed, unless something in the row says that it is done. */
function isOverdue(field: Field, value: unknown, row: Row): boolean {
	if (!/due|deadline|expir/i.test(field.name) || !isDay(value)) return false;
	const isDone =
		row['done'] === true ||
		row['completed'] === true ||
		/^(done|complete|closed)/i.test(String(row['status']));
	return !isDone && value.slice(0, 10) < today();
}
