import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { headingOf } from '../../shared/files/format.ts';
import type { Row } from '../../shared/files/schema.ts';
import { entities } from './model.ts';
import { timeOf, type Occurrence } from './occurrences.ts';

const [main] = entities;

/** What stands on a day; pressing it opens it. */
export function Entry({
	occurrence,
	onEdit,
}: {
	readonly occurrence: Occurrence;
	readonly onEdit: (row: Row) => void;
}) {
	const { row } = occurrence;
	const heading = headingOf(main, row, useRefTitle());
	const time = timeOf(row);
	return (
		<button
			type="button"
			className="entry"
			aria-label={`Edit ${heading}`}
			title={heading}
			onClick={() => onEdit(row)}
		>
			{time && <span className="entry-time">{time}</span>} {heading}
		</button>
	);
}
