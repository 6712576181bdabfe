import { formatDate, today, weeksOfMonth } from '../../shared/files/dates.ts';
import { Entry } from './Entry.tsx';
import { occurrencesOn } from './occurrences.ts';
import { Pager } from './Pager.tsx';
import type { ViewProps } from './view.ts';

/** Entries that fit into a day; the rest is counted. */
const SHOWN = 3;

export function MonthView({ rows, day, onGo, onAdd, onEdit }: ViewProps) {
	const title = formatDate(day, { month: 'long', year: 'numeric' });
	const weeks = weeksOfMonth(day);
	return (
		<>
			<Pager title={title} unit="month" onGo={onGo} />
			<table className="month">
				<caption className="hidden">{title}</caption>
				<thead>
					<tr>
						{weeks[0]?.map((iso) => (
							<th key={iso} scope="col" abbr={formatDate(iso, { weekday: 'long' })}>
								{formatDate(iso, { weekday: 'short' })}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{weeks.map((week) => (
						<tr key={week[0]}>
							{week.map((iso) => {
								const entries = occurrencesOn(rows, iso);
								return (
									<td key={iso} className={classOf(iso, day, entries.length > 0)}>
										<button
											type="button"
											className="day"
											aria-label={`Add to ${formatDate(iso, { dateStyle: 'long' })}`}
											aria-current={iso === today() ? 'date' : undefined}
											onClick={() => onAdd(iso)}
										>
											{Number(iso.slice(8))}
										</button>
										{entries.slice(0, SHOWN).map((occurrence) => (
											<Entry key={occurrence.row.id} occurrence={occurrence} onEdit={onEdit} />
										))}
										{entries.length > SHOWN && <span className="more">{entries.length - SHOWN} more</span>}
									</td>
								);
							})}
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}

function classOf(iso: string, shown: string, isBusy: boolean): string {
	const isOutside = iso.slice(0, 7) !== shown.slice(0, 7);
	return `cell${isOutside ? ' outside' : ''}${isBusy ? ' busy' : ''}`;
}
