import { useId } from 'react';
import { EmptyState } from '../../../shared/files/components/EmptyState.tsx';
import { AddForm } from '../../../shared/files/components/EntityForm.tsx';
import { RowCard } from '../../../shared/files/components/RowCard.tsx';
import { EditDialog } from '../../../shared/files/components/EntityForm.tsx';
import { useState } from 'react';
import type { Entity, Row } from '../../../shared/files/schema.ts';
import { useRows } from '../../../shared/files/store.ts';
import { decimal, type Calculator } from '../calculator.ts';

const grades: Entity = {
	name: 'grade',
	label: 'Grade',
	plural: 'Grades',
	fields: [
		{ name: 'course', label: 'Course', type: 'text', required: true },
		{ name: 'grade', label: 'Grade', type: 'number', required: true },
		{ name: 'weight', label: 'Weight', type: 'number' },
	],
};

export const grade: Calculator = {
	id: 'grade',
	title: 'Grade average',
	Component: ({ onKeep }) => {
		const id = useId();
		const rows = useRows(grades.name);
		const [edited, setEdited] = useState<Row | null>(null);
		const average = averageOf(rows);
		return (
			<>
				<AddForm entity={grades} />
				{average !== undefined && (
					<section className="panel calculation-outputs">
						<div className="output main">
							<label htmlFor={id}>Average</label>
							<output id={id}>{decimal(average)}</output>
						</div>
						<div className="calculation-buttons">
							<button
								type="button"
								className="button"
								onClick={() => onKeep(`Average ${decimal(average)} of ${rows.length} grades`)}
							>
								Keep result
							</button>
						</div>
					</section>
				)}
				{rows.length === 0 && (
					<EmptyState title="No grades yet">A grade without a weight counts once.</EmptyState>
				)}
				<ul className="cards" aria-label="Grades">
					{rows.map((row) => (
						<RowCard key={row.id} entity={grades} row={row} onEdit={() => setEdited(row)} />
					))}
				</ul>
				{edited && <EditDialog entity={grades} row={edited} onClose={() => setEdited(null)} />}
			</>
		);
	},
};

function averageOf(rows: readonly Row[]): number | undefined {
	const weights = rows.map((row) => (typeof row['weight'] === 'number' ? row['weight'] : 1));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	if (total === 0) return undefined;
	return rows.reduce((sum, row, index) => sum + Number(row['grade']) * (weights[index] ?? 0), 0) / total;
}
