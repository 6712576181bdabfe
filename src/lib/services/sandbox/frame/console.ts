import type { Post } from './port.ts';
import { describe } from './describe.ts';

const LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

const MAX_LINE = 8_000;
/** Lines of one batch; the rest of the same moment is only counted. */
const MAX_BATCH = 200;
const BATCH_MS = 40;

/** Copies console output to the host in batches; the browser's own console keeps showing it. */
export function installConsole(post: Post): {
	line: (level: Level, text: string) => void;
	flush: () => void;
} {
	let batch: { level: Level; text: string }[] = [];
	let dropped = 0;
	let timer: number | undefined;
	const later = self.setTimeout.bind(self);

	const flush = (): void => {
		timer = undefined;
		if (dropped > 0) batch.push({ level: 'warn', text: `… ${dropped} more lines were dropped.` });
		if (batch.length > 0) post({ type: 'logs', lines: batch });
		batch = [];
		dropped = 0;
	};
	const line = (level: Level, text: string): void => {
		if (batch.length >= MAX_BATCH - 1) dropped++;
		else batch.push({ level, text: text.length > MAX_LINE ? `${text.slice(0, MAX_LINE - 1)}…` : text });
		timer ??= later(flush, BATCH_MS);
	};
	for (const level of LEVELS) {
		// eslint-disable-next-line no-console -- the console is what is wrapped here
		const native = console[level].bind(console);
		// eslint-disable-next-line no-console -- as above
		console[level] = (...values: unknown[]) => {
			native(...values);
			line(level, values.map(describe).join(' '));
		};
	}
	return { line, flush };
}

/** Reports what nobody caught. Equal errors of one moment are sent once. */
export function installErrors(post: Post): (error: unknown) => void {
	let recent = new Map<string, number>();
	let isWaiting = false;
	const later = self.setTimeout.bind(self);
	const report = (message: string, stack: string): void => {
		const key = `${message}\n${stack}`;
		const times = (recent.get(key) ?? 0) + 1;
		recent.set(key, times);
		if (times === 1 && recent.size <= 20)
			post({ type: 'error', message: message.slice(0, 4_000), stack: stack.slice(0, 16_000) });
		if (isWaiting) return;
		isWaiting = true;
		later(() => {
			isWaiting = false;
			recent = new Map();
		}, 250);
	};
	const reportError = (error: unknown): void => {
		if (error instanceof Error) report(`${error.name}: ${error.message}`, error.stack ?? '');
		else report(`Thrown: ${describe(error)}`, '');
	};
	addEventListener('error', (event) => {
		if (!(event instanceof ErrorEvent)) return;
		if (event.error === undefined || event.error === null)
			report(event.message, `at ${event.filename}:${event.lineno}:${event.colno}`);
		else reportError(event.error);
	});
	addEventListener('unhandledrejection', (event) => {
		reportError(event.reason);
	});
	return reportError;
}
