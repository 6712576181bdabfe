import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../shared/files/components/EmptyState.tsx';
import type { Row } from '../../shared/files/schema.ts';
import { isBoolean, useSetting } from '../../shared/files/store.ts';
import { answer, boxOf, dueCards } from './boxes.ts';
import { boxDays } from './model.ts';

export function Study({ rows }: { readonly rows: readonly Row[] }) {
	const [isExtra, setExtra] = useState(false);
	const [doneCount, setDoneCount] = useState(0);
	const [isBackFirst, setBackFirst] = useSetting('backFirst', false, isBoolean);
	const due = dueCards(rows);
	const [first] = due.length > 0 || !isExtra ? due : [...rows].sort((a, b) => boxOf(a) - boxOf(b));

	if (rows.length === 0) return <EmptyState title="No cards yet">Add the first one below.</EmptyState>;
	if (!first)
		return (
			<>
				<EmptyState title="All done for today">Come back tomorrow, or go on anyway.</EmptyState>
				<div className="study-foot">
					<button type="button" className="button quiet" onClick={() => setExtra(true)}>
						Practise anyway
					</button>
				</div>
				<Boxes rows={rows} />
			</>
		);
	return (
		<>
			<Question
				key={`${first.id}-${doneCount}`}
				row={first}
				isBackFirst={isBackFirst}
				onAnswer={(isRight) => {
					answer(first, isRight);
					setDoneCount(doneCount + 1);
				}}
			/>
			<div className="study-foot">
				<span>
					{due.length} to go{doneCount > 0 && ` · ${doneCount} answered`}
				</span>
				<button
					type="button"
					role="switch"
					aria-checked={isBackFirst}
					className="button quiet"
					onClick={() => setBackFirst(!isBackFirst)}
				>
					Ask the other way round
				</button>
			</div>
			<Boxes rows={rows} />
		</>
	);
}

interface QuestionProps {
	readonly row: Row;
	readonly isBackFirst: boolean;
	readonly onAnswer: (isRight: boolean) => void;
}

function Question({ row, isBackFirst, onAnswer }: QuestionProps) {
	const [isShown, setShown] = useState(false);
	const good = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		if (isShown) good.current?.focus();
	}, [isShown]);
	const [prompt, solution] = isBackFirst ? [row['back'], row['front']] : [row['front'], row['back']];
	return (
		<section className="panel flashcard" aria-label="Card">
			<p className="prompt">{String(prompt ?? '')}</p>
			<div className="solution" aria-live="polite">
				{isShown && <p>{String(solution ?? '')}</p>}
			</div>
			<div className="flashcard-buttons">
				{isShown ? (
					<>
						<button type="button" className="button quiet" onClick={() => onAnswer(false)}>
							Again
						</button>
						<button ref={good} type="button" className="button" onClick={() => onAnswer(true)}>
							Good
						</button>
					</>
				) : (
					<button type="button" className="button" onClick={() => setShown(true)}>
						Show answer
					</button>
				)}
			</div>
		</section>
	);
}

/** How far the cards have come. */
function Boxes({ rows }: { readonly rows: readonly Row[] }) {
	return (
		<ul className="boxes" aria-label="Boxes">
			{boxDays.map((days, box) => {
				const count = rows.filter((row) => boxOf(row) === box).length;
				return (
					<li key={box} className="box">
						<b>{count}</b>
						<span className="box-bar" style={{ height: `${4 + (44 * count) / rows.length}px` }} />
						<span className="box-name">{box === 0 ? 'New' : days === 1 ? '1 day' : `${days} days`}</span>
					</li>
				);
			})}
		</ul>
	);
}
