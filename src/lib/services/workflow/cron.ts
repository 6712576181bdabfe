import { Cron } from 'croner';

/** Whether a text is a cron expression. */
export function isCron(text: string): boolean {
	try {
		new Cron(text, { paused: true }).stop();
		return true;
	} catch {
		return false;
	}
}

/** The first time after `after` (both ms since 1970) that a sound expression names, by the clock of this device. */
export const nextCron = (text: string, after: number): number | undefined =>
	new Cron(text, { paused: true }).nextRun(new Date(after))?.getTime();
