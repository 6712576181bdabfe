import { useId } from 'react';
import { Page } from '../../shared/files/components/Page.tsx';
import { Tabs } from '../../shared/files/components/Tabs.tsx';
import { useToast } from '../../shared/files/components/Toast.tsx';
import { isoOf, today } from '../../shared/files/dates.ts';
import { formatNumber } from '../../shared/files/format.ts';
import { isBoolean, isString, useRows, useSetting } from '../../shared/files/store.ts';
import type { Mode } from './clock.ts';
import { Face } from './Face.tsx';
import { Log } from './Log.tsx';
import { app } from './model.ts';
import { session } from './session.ts';
import { allowSound } from './sound.ts';
import { TimesForm } from './TimesForm.tsx';
import { useClock, type RunningClock } from './use-clock.ts';
import './timer.css';

const MODES: readonly { readonly name: Mode; readonly label: string }[] = [
	{ name: 'pomodoro', label: 'Pomodoro' },
	{ name: 'countdown', label: 'Countdown' },
	{ name: 'stopwatch', label: 'Stopwatch' },
	{ name: 'interval', label: 'Interval' },
];

export function App() {
	const id = useId();
	const say = useToast();
	const [task, setTask] = useSetting('task', '', isString);
	const [hasSound, setSound] = useSetting('sound', true, isBoolean);
	const timer = useClock(task, hasSound);
	const { clock, step } = timer;

	const changeMode = (mode: Mode): void => {
		if (timer.elapsed > 0) say('Timer reset', () => timer.setClock(clock));
		timer.setMode(mode);
	};

	return (
		<Page app={app} summary={useToday()}>
			<Tabs label="Mode" tabs={MODES} selected={clock.mode} onSelect={changeMode}>
				<section className="panel timer">
					<Face step={step} elapsed={timer.elapsed} isRunning={clock.startedAt !== null} />
					<Controls timer={timer} />
					<div className="field timer-task">
						<label className="label" htmlFor={id}>
							Task
						</label>
						<input
							id={id}
							value={task}
							placeholder="What are you working on?"
							onChange={(event) => setTask(event.target.value)}
						/>
					</div>
				</section>
				<details className="panel">
					<summary>Times and sound</summary>
					<TimesForm mode={clock.mode} times={timer.times} onChange={timer.setTimes} />
					<label className="field-check">
						<input type="checkbox" checked={hasSound} onChange={(event) => setSound(event.target.checked)} />
						Sound at the end
					</label>
				</details>
			</Tabs>
			<Log />
		</Page>
	);
}

function Controls({ timer }: { readonly timer: RunningClock }) {
	const { clock } = timer;
	const canSkip = clock.mode === 'pomodoro' || clock.mode === 'interval';
	return (
		<div className="timer-buttons">
			<button
				type="button"
				className="button"
				onClick={() => {
					allowSound();
					timer.toggle();
				}}
			>
				{clock.startedAt === null ? 'Start' : 'Pause'}
			</button>
			<button type="button" className="button quiet" onClick={timer.reset}>
				Reset
			</button>
			{canSkip && (
				<button type="button" className="button quiet" onClick={timer.skip}>
					Skip
				</button>
			)}
		</div>
	);
}

/** "3 today · 1 h 15 min" */
function useToday(): string {
	const rows = useRows(session.name);
	const finished = rows.filter((row) => isoOf(new Date(Number(row['endedAt']))) === today());
	const minutes = finished.reduce((sum, row) => sum + (Number(row['minutes']) || 0), 0);
	return `${finished.length} today · ${formatNumber({ type: 'duration' }, Math.round(minutes))}`;
}
