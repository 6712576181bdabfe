import { Icon } from '../../shared/files/components/Icon.tsx';
import { formatDate, today, weekOf } from '../../shared/files/dates.ts';
import { Entry } from './Entry.tsx';
import { occurrencesOn } from './occurrences.ts';
import { Pager } from './Pager.tsx';
import type { ViewProps } from './view.ts';

export function WeekView({ rows, day, onGo, onAdd, onEdit }: ViewProps) {
	const days = weekOf(day);
	const [first = day] = days;
	return (
		<>
			<Pager title={`Week of ${formatDate(first, { dateStyle: 'long' })}`} unit="week" onGo={onGo} />
			<ul className="week" aria-label="Days">
				{days.map((iso) => (
					<li key={iso} className="week-day" aria-current={iso === today() ? 'date' : undefined}>
						<span className="week-name">
							{formatDate(iso, { weekday: 'short' })} <b>{Number(iso.slice(8))}</b>
						</span>
						<div className="week-entries">
							{occurrencesOn(rows, iso).map((occurrence) => (
								<Entry key={occurrence.row.id} occurrence={occurrence} onEdit={onEdit} />
							))}
						</div>
						<button
							type="button"
							className="icon-button"
							aria-label={`Add to ${formatDate(iso, { dateStyle: 'long' })}`}
							onClick={() => onAdd(iso)}
						>
							<Icon name="add" />
						</button>
					</li>
				))}
			</ul>
		</>
	);
}
