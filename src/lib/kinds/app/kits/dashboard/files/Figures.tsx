import { addMonths, today } from '../../shared/files/dates.ts';
import { formatNumber } from '../../shared/files/format.ts';
import type { Row } from '../../shared/files/schema.ts';
import { dayField, entities, measureField } from './model.ts';

const [main] = entities;
const measured = main.fields.find(({ name }) => name === measureField);

interface FiguresProps {
	/** Rows of the chosen period. */
	readonly rows: readonly Row[];
	readonly all: readonly Row[];
}

export function Figures({ rows, all }: FiguresProps) {
	if (all.length === 0) return null;
	const sum = sumOf(rows);
	const thisMonth = sumOf(rowsOfMonth(all, today()));
	const lastMonth = sumOf(rowsOfMonth(all, addMonths(today(), -1)));
	return (
		<dl className="figures">
			<Figure
				name={measured ? `Total ${measured.label.toLowerCase()}` : `All ${main.plural.toLowerCase()}`}
				value={sum}
			/>
			<Figure name="This month" value={thisMonth} />
			<Figure name="Last month" value={lastMonth} />
			{measured && rows.length > 0 && <Figure name="Average" value={sum / rows.length} />}
		</dl>
	);
}

function Figure({ name, value }: { readonly name: string; readonly value: number }) {
	return (
		<div className="figure">
			<dt>{name}</dt>
			<dd>{formatNumber(measured ?? { type: 'number' }, value)}</dd>
		</div>
	);
}

const rowsOfMonth = (rows: readonly Row[], day: string): readonly Row[] =>
	rows.filter((row) => String(row[dayField] ?? '').startsWith(day.slice(0, 7)));

function sumOf(rows: readonly Row[]): number {
	if (!measured) return rows.length;
	return rows.reduce((sum, row) => sum + (Number(row[measured.name]) || 0), 0);
}
