import type { Row } from '../../shared/files/schema.ts';
import { CheckItem } from './CheckItem.tsx';
import { doneField, entities, sectionField } from './model.ts';
import { sectionsOf } from './order.ts';

const [main] = entities;

export function Sections({
	rows,
	onEdit,
}: {
	readonly rows: readonly Row[];
	readonly onEdit: (row: Row) => void;
}) {
	return sectionsOf(rows).map(([name, members]) => {
		const label = name || (sectionField ? 'Other' : main.plural);
		const done = members.filter((row) => row[doneField] === true).length;
		return (
			<section key={name} className="checklist-section">
				<h2 className={sectionField ? undefined : 'hidden'}>
					{label}{' '}
					<span>
						{done} of {members.length}
					</span>
				</h2>
				<ul aria-label={label}>
					{members.map((row, index) => (
						<CheckItem key={row.id} row={row} index={index} siblings={members} onEdit={() => onEdit(row)} />
					))}
				</ul>
			</section>
		);
	});
}
