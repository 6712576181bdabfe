import { type Call, UsageError } from '../../shared/files/cli.ts';

/** Seconds of 5m, 90s, 1h, 1m30s, 1:30 (minutes and seconds) or 25 (minutes). */
export function durationOf(text: string): number {
	const word = text.trim().toLowerCase();
	const clock = /^(?:(\d+):)?(\d+):([0-5]?\d)$/.exec(word);
	if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
	if (/^\d+(?:\.\d+)?$/.test(word)) return Math.round(Number(word) * 60);
	const parts = [...word.matchAll(/(\d+(?:\.\d+)?)\s*(h|m|s)[a-z]*/g)];
	if (parts.length === 0) throw new UsageError(`"${text}" is no time such as 5m, 90s or 1:30.`);
	const sizes: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
	return Math.round(
		parts.reduce((sum, [, number, unit = 's']) => sum + Number(number) * (sizes[unit] ?? 1), 0),
	);
}

/** Counts down on the terminal, one line that changes. Ctrl+C stops it. */
export async function runFor(call: Call, seconds: number, label: string): Promise<void> {
	const end = Date.now() + seconds * 1000;
	for (let left = seconds; left > 0; left = Math.ceil((end - Date.now()) / 1000)) {
		call.io.stderr.write(
			`\r${label}${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')} `,
		);
		await new Promise((resolve) => setTimeout(resolve, Math.min(1000, Math.max(0, end - Date.now()))));
	}
	call.io.stderr.write(`\r${' '.repeat(label.length + 6)}\r`);
}

/** 2026-01-31 09:05, where the person is. */
export function clockText(date: Date): string {
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
