import { useState } from 'react';
import { EmptyState } from '../../shared/files/components/EmptyState.tsx';
import { formatDate } from '../../shared/files/dates.ts';
import type { Row } from '../../shared/files/schema.ts';
import { addRow, useRows } from '../../shared/files/store.ts';
import { roundLength } from './model.ts';
import { newRound, type Asked } from './questions.ts';
import { Round, type Answered } from './Round.tsx';

/** The start, a round, and what came of it. */
export function Play({ rows }: { readonly rows: readonly Row[] }) {
	const [round, setRound] = useState<readonly Asked[] | null>(null);
	const [answered, setAnswered] = useState<readonly Answered[] | null>(null);
	const begin = (from: readonly Row[]): void => {
		setAnswered(null);
		setRound(newRound(from));
	};
	const end = (answers: readonly Answered[]): void => {
		const right = answers.filter(({ asked, given }) => asked.answer === given).length;
		addRow('score', { right, total: answers.length });
		setRound(null);
		setAnswered(answers);
	};

	if (rows.length === 0) return <EmptyState title="No questions yet">Add the first one below.</EmptyState>;
	if (round) return <Round questions={round} onEnd={end} />;
	return (
		<>
			{answered ? (
				<Review
					answers={answered}
					onAgain={() => begin(rows)}
					onMistakes={(ids) => begin(rows.filter((row) => ids.includes(row.id)))}
				/>
			) : (
				<section className="panel quiz-start">
					<h2>{Math.min(roundLength, rows.length)} questions</h2>
					<p>In a new order each time. You see at once whether you were right.</p>
					<button type="button" className="button" onClick={() => begin(rows)}>
						Start quiz
					</button>
				</section>
			)}
			<Scores />
		</>
	);
}

interface ReviewProps {
	readonly answers: readonly Answered[];
	readonly onAgain: () => void;
	readonly onMistakes: (ids: readonly string[]) => void;
}

function Review({ answers, onAgain, onMistakes }: ReviewProps) {
	const mistakes = answers.filter(({ asked, given }) => asked.answer !== given);
	return (
		<section className="panel">
			<div className="score">
				<h2>
					<span role="status">
						Score: {answers.length - mistakes.length} of {answers.length}
					</span>
				</h2>
				{mistakes.length > 0 && (
					<button
						type="button"
						className="button quiet"
						onClick={() => onMistakes(mistakes.map(({ asked }) => asked.id))}
					>
						Practise mistakes
					</button>
				)}
				<button type="button" className="button" onClick={onAgain}>
					Play again
				</button>
			</div>
			<ol className="review" aria-label="Review">
				{answers.map(({ asked, given }) => (
					<li key={asked.id} className={given === asked.answer ? 'right' : 'wrong'}>
						<span>{asked.question}</span>
						<span>
							<b>{asked.answer}</b>
							{given !== asked.answer && ` (you said ${given})`}
						</span>
					</li>
				))}
			</ol>
		</section>
	);
}

function Scores() {
	const scores = [...useRows('score')].reverse().slice(0, 8);
	if (scores.length === 0) return null;
	return (
		<section>
			<h2 className="scores-title">Scores</h2>
			<ul className="scores" aria-label="Scores">
				{scores.map((row) => (
					<li key={row.id}>
						<b>
							{String(row['right'])} of {String(row['total'])}
						</b>
						{formatDate(new Date(row.createdAt).toISOString(), { dateStyle: 'medium', timeStyle: 'short' })}
					</li>
				))}
			</ul>
		</section>
	);
}
