import { useId } from 'react';
import type { Mode, Times } from './clock.ts';

const fields: Readonly<Record<Mode, readonly (readonly [keyof Times, string])[]>> = {
	pomodoro: [
		['workMinutes', 'Work minutes'],
		['breakMinutes', 'Break minutes'],
		['longBreakMinutes', 'Long break minutes'],
		['roundsToLongBreak', 'Rounds to the long break'],
	],
	countdown: [['countdownMinutes', 'Countdown minutes']],
	stopwatch: [],
	interval: [
		['workSeconds', 'Work seconds'],
		['restSeconds', 'Rest seconds'],
		['rounds', 'Rounds'],
	],
};

interface TimesFormProps {
	readonly mode: Mode;
	readonly times: Times;
	readonly onChange: (times: Times) => void;
}

export function TimesForm({ mode, times, onChange }: TimesFormProps) {
	const id = useId();
	return (
		<div className="fields times">
			{fields[mode].map(([name, label]) => (
				<div key={name} className="field field-number">
					<label className="label" htmlFor={id + name}>
						{label}
					</label>
					<input
						id={id + name}
						type="number"
						min={0}
						step="any"
						inputMode="decimal"
						defaultValue={times[name]}
						onChange={(event) => {
							const value = event.target.valueAsNumber;
							if (value > 0) onChange({ ...times, [name]: value });
						}}
					/>
				</div>
			))}
		</div>
	);
}
