import { formatClock, type Step } from './clock.ts';

interface FaceProps {
	readonly step: Step;
	readonly elapsed: number;
	readonly isRunning: boolean;
}

const LENGTH = 2 * Math.PI * 92;

/** A ring that empties around the time that is left. */
export function Face({ step, elapsed, isRunning }: FaceProps) {
	const left = step.ms === null ? elapsed : Math.max(0, step.ms - elapsed);
	// A countdown shows the second that has begun, a stopwatch the one that is over.
	const shown = step.ms === null ? left : Math.ceil(left / 1000) * 1000;
	const share = step.ms === null ? (elapsed % 60_000) / 60_000 : step.ms > 0 ? left / step.ms : 0;
	return (
		<div className={isRunning ? 'face running' : 'face'}>
			<svg viewBox="0 0 200 200" aria-hidden="true">
				<circle className="face-track" cx="100" cy="100" r="92" />
				<circle
					className="face-left"
					cx="100"
					cy="100"
					r="92"
					strokeDasharray={LENGTH}
					strokeDashoffset={LENGTH * (1 - share)}
					transform="rotate(-90 100 100)"
				/>
			</svg>
			<div className="face-text">
				<span className="face-step" role="status">
					{step.name}
				</span>
				<span className="face-time" role="timer" aria-label={step.name}>
					{formatClock(shown)}
				</span>
			</div>
		</div>
	);
}
