import { useMemo } from 'react';
import { Chart } from '../../shared/files/components/Chart.tsx';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { groupRows } from '../../shared/files/group.ts';
import { inSentence, type Row } from '../../shared/files/schema.ts';
import { categoryField, dayField, entities, measureField } from './model.ts';

const [main] = entities;
const measureLabel = labelOf(measureField) ?? main.plural;
const categoryLabel = labelOf(categoryField) ?? categoryField;

export function Charts({ rows }: { readonly rows: readonly Row[] }) {
	const refTitle = useRefTitle();
	const [months, categories] = useMemo(() => {
		const by = (grouping: string) => groupRows(main, rows, { measure: measureField, grouping }, refTitle);
		return [by(`${dayField}:month`), by(categoryField)];
	}, [rows, refTitle]);
	if (rows.length === 0) return null;
	return (
		<div className="charts">
			<section className="panel">
				<Chart title={`${measureLabel} by month`} type={months.length > 2 ? 'line' : 'bar'} groups={months} />
			</section>
			{categoryField !== dayField && (
				<section className="panel">
					<Chart
						title={`${measureLabel} by ${inSentence(categoryLabel)}`}
						type={categories.length > 7 ? 'bar' : 'doughnut'}
						groups={categories}
					/>
				</section>
			)}
		</div>
	);
}

function labelOf(fieldName: string): string | undefined {
	return main.fields.find(({ name }) => name === fieldName)?.label;
}
