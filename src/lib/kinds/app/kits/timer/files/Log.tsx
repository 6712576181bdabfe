import { EmptyState } from '../../shared/files/components/EmptyState.tsx';
import { Icon } from '../../shared/files/components/Icon.tsx';
import { useRemove } from '../../shared/files/components/RowCard.tsx';
import { downloadCsv } from '../../shared/files/csv.ts';
import { formatDate, isoOf, today } from '../../shared/files/dates.ts';
import { formatNumber } from '../../shared/files/format.ts';
import { countOf, type Row } from '../../shared/files/schema.ts';
import { useRows } from '../../shared/files/store.ts';
import { session } from './session.ts';

const SHOWN = 100;

/** Finished sessions, newest first. */
export function Log() {
	const rows = useRows(session.name);
	const remove = useRemove(session);
	const newest = [...rows].sort((a, b) => Number(b['endedAt']) - Number(a['endedAt'])).slice(0, SHOWN);
	return (
		<section>
			<h2 className="log-title">Finished sessions</h2>
			{rows.length === 0 && (
				<EmptyState title="No sessions yet">Start the timer; what it finishes is listed here.</EmptyState>
			)}
			<ul className="log" aria-label="Finished sessions">
				{newest.map((row) => (
					<li key={row.id}>
						<span className="log-what">{String(row['task'] ?? row['kind'] ?? 'Session')}</span>
						<span className="log-length">
							{formatNumber({ type: 'duration' }, Math.round((Number(row['minutes']) || 0) * 10) / 10)}
						</span>
						<span className="log-when">{whenOf(row)}</span>
						<button
							type="button"
							className="icon-button"
							aria-label={`Delete session of ${whenOf(row)}`}
							onClick={() => remove(row)}
						>
							<Icon name="remove" />
						</button>
					</li>
				))}
			</ul>
			{rows.length > 0 && (
				<div className="list-foot">
					<span>{countOf({ ...session, plural: 'Sessions' }, rows.length)}</span>
					<button type="button" className="button quiet" onClick={() => downloadCsv(session, rows, () => '')}>
						Export CSV
					</button>
				</div>
			)}
		</section>
	);
}

function whenOf(row: Row): string {
	const ended = new Date(Number(row['endedAt']) || 0);
	const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(ended);
	const day = isoOf(ended);
	return day === today() ? `today ${time}` : `${formatDate(day)} ${time}`;
}
