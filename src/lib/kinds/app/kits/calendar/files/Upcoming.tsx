import { EmptyState } from '../../shared/files/components/EmptyState.tsx';
import { RowActions } from '../../shared/files/components/RowCard.tsx';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { dateOf, formatDate, today } from '../../shared/files/dates.ts';
import { headingOf } from '../../shared/files/format.ts';
import { inSentence, type Row } from '../../shared/files/schema.ts';
import { entities } from './model.ts';
import { past, timeOf, upcoming, type Occurrence } from './occurrences.ts';

const [main] = entities;
const SHOWN = 30;

/** What comes next, then what has been. */
export function Upcoming({
	rows,
	onEdit,
}: {
	readonly rows: readonly Row[];
	readonly onEdit: (row: Row) => void;
}) {
	const refTitle = useRefTitle();
	const now = today();
	const occurrences = [...upcoming(rows, now), ...past(rows, now)].slice(0, SHOWN);
	if (occurrences.length === 0)
		return (
			<EmptyState title={`No ${inSentence(main.plural)} yet`}>
				Press a day or fill in the form to add the first one.
			</EmptyState>
		);
	return (
		<ul className="upcoming" aria-label={main.plural}>
			{occurrences.map((occurrence) => {
				const { row, day } = occurrence;
				const heading = headingOf(main, row, refTitle);
				return (
					<li key={row.id} className={day < now ? 'over' : undefined}>
						<span className="upcoming-day">
							<b>{Number(day.slice(8))}</b> {formatDate(day, { month: 'short' })}
						</span>
						<span className="upcoming-what">
							<h2>{heading}</h2>
							<span className="upcoming-when">{whenOf(occurrence, now)}</span>
						</span>
						<RowActions entity={main} row={row} heading={heading} onEdit={() => onEdit(row)} />
					</li>
				);
			})}
		</ul>
	);
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** "in 3 days · 14:30", "tomorrow · 30 years" */
function whenOf({ row, day, years }: Occurrence, now: string): string {
	const days = Math.round((dateOf(day).getTime() - dateOf(now).getTime()) / 86_400_000);
	const distance =
		Math.abs(days) < 60 ? relative.format(days, 'day') : relative.format(Math.round(days / 30.4), 'month');
	return [distance, timeOf(row), years > 0 ? `${years} year${years === 1 ? '' : 's'}` : '']
		.filter(Boolean)
		.join(' · ');
}
