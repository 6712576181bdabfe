import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../shared/files/components/Icon.tsx';
import type { Asked } from './questions.ts';

export interface Answered {
	readonly asked: Asked;
	readonly given: string;
}

interface RoundProps {
	readonly questions: readonly Asked[];
	readonly onEnd: (answers: readonly Answered[]) => void;
}

export function Round({ questions, onEnd }: RoundProps) {
	const [answers, setAnswers] = useState<readonly Answered[]>([]);
	const [given, setGiven] = useState<string | null>(null);
	const next = useRef<HTMLButtonElement>(null);
	const heading = useRef<HTMLHeadingElement>(null);
	const asked = questions[answers.length];
	useEffect(() => {
		if (given !== null) next.current?.focus();
		else heading.current?.focus();
	}, [given]);
	if (!asked) return null;

	const goOn = (): void => {
		const all = [...answers, { asked, given: given ?? '' }];
		setGiven(null);
		if (all.length === questions.length) onEnd(all);
		else setAnswers(all);
	};
	const isLast = answers.length + 1 === questions.length;

	return (
		<section className="panel round">
			<p className="round-count">
				Question {answers.length + 1} of {questions.length}
			</p>
			<progress
				aria-label="Progress"
				max={questions.length}
				value={answers.length + (given === null ? 0 : 1)}
			/>
			<h2 ref={heading} tabIndex={-1}>
				{asked.question}
			</h2>
			<div className="choices" role="group" aria-label="Answers">
				{asked.choices.map((choice) => (
					<button
						key={choice}
						type="button"
						className={`choice ${given === null ? '' : classOf(choice, asked, given)}`}
						disabled={given !== null}
						onClick={() => setGiven(choice)}
					>
						{choice}
						{given !== null && choice === asked.answer && <Icon name="check" />}
						{given === choice && choice !== asked.answer && <Icon name="close" />}
					</button>
				))}
			</div>
			<p className="verdict" role="status">
				{given !== null && (given === asked.answer ? 'Right.' : `Not quite: ${asked.answer}.`)}
			</p>
			{given !== null && (
				<button ref={next} type="button" className="button" onClick={goOn}>
					{isLast ? 'See the score' : 'Next question'}
				</button>
			)}
		</section>
	);
}

function classOf(choice: string, asked: Asked, given: string): string {
	if (choice === asked.answer) return 'right';
	return choice === given ? 'wrong' : 'other';
}
