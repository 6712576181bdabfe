import { useState } from 'react';
import { Icon } from '../../shared/files/components/Icon.tsx';
import { RowActions } from '../../shared/files/components/RowCard.tsx';
import { useRefTitle } from '../../shared/files/components/entities.tsx';
import { FieldValue } from '../../shared/files/components/FieldValue.tsx';
import { addDays, formatDate, today, weekOf } from '../../shared/files/dates.ts';
import { headingOf } from '../../shared/files/format.ts';
import type { Row } from '../../shared/files/schema.ts';
import { entities } from './model.ts';
import { currentStreak, lastDays, longestRun } from './streaks.ts';
import { setTick, type Ticks } from './ticks.ts';

const [main] = entities;

interface WeekProps {
	readonly rows: readonly Row[];
	readonly ticks: Ticks;
	readonly onEdit: (row: Row) => void;
}

export function Week({ rows, ticks, onEdit }: WeekProps) {
	const [day, setDay] = useState(today);
	const days = weekOf(day);
	const [first = day] = days;
	const isThisWeek = days.includes(today());
	return (
		<>
			<div className="week-head">
				<h2 aria-live="polite">
					{isThisWeek ? 'This week' : `Week of ${formatDate(first, { day: 'numeric', month: 'long' })}`}
				</h2>
				{!isThisWeek && (
					<button type="button" className="button quiet" onClick={() => setDay(today())}>
						This week
					</button>
				)}
				<button
					type="button"
					className="icon-button"
					aria-label="Previous week"
					onClick={() => setDay(addDays(day, -7))}
				>
					<Icon name="left" />
				</button>
				<button
					type="button"
					className="icon-button"
					aria-label="Next week"
					disabled={isThisWeek}
					onClick={() => setDay(addDays(day, 7))}
				>
					<Icon name="right" />
				</button>
			</div>
			<ul className="habits" aria-label={main.plural}>
				{rows.map((row) => (
					<Habit key={row.id} row={row} days={days} ticks={ticks} onEdit={() => onEdit(row)} />
				))}
			</ul>
		</>
	);
}

interface HabitProps {
	readonly row: Row;
	readonly days: readonly string[];
	readonly ticks: Ticks;
	readonly onEdit: () => void;
}

function Habit({ row, days, ticks, onEdit }: HabitProps) {
	const heading = headingOf(main, row, useRefTitle());
	const streak = currentStreak(ticks, row.id);
	const year = lastDays(ticks, row.id, 365);
	return (
		<li className="card habit">
			<div className="habit-name">
				<h3>{heading}</h3>
				<p className={streak > 0 ? 'streak lit' : 'streak'}>
					<Icon name="flame" size={15} />
					<span>{streak === 1 ? '1 day' : `${streak} days`}</span>
					<span className="best">best {longestRun(year)}</span>
				</p>
			</div>
			<div className="habit-days" role="group" aria-label={heading}>
				{days.map((day) => (
					<label key={day} className={day === today() ? 'habit-day now' : 'habit-day'}>
						<span aria-hidden="true">{formatDate(day, { weekday: 'narrow' })}</span>
						<input
							type="checkbox"
							aria-label={`${heading} on ${formatDate(day, { weekday: 'long', day: 'numeric', month: 'long' })}`}
							checked={ticks.has(row.id, day)}
							disabled={day > today()}
							onChange={(event) => setTick(row.id, day, event.target.checked)}
						/>
					</label>
				))}
			</div>
			<RowActions entity={main} row={row} heading={heading} onEdit={onEdit} />
			<div className="habit-more">
				<Past days={year.slice(-91)} />
				{main.fields.slice(1).map((field) => (
					<FieldValue key={field.name} field={field} table={main.name} row={row} heading={heading} />
				))}
			</div>
		</li>
	);
}

/** The last weeks as small squares, a column per week. */
function Past({ days }: { readonly days: readonly boolean[] }) {
	const done = days.filter(Boolean).length;
	return (
		<span className="past" role="img" aria-label={`Done on ${done} of the last ${days.length} days`}>
			{days.map((isDone, index) => (
				<span key={index} className={isDone ? 'on' : undefined} />
			))}
		</span>
	);
}
