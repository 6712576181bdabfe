import { Failure } from '../../shared/files/cli.ts';
import type { CliFiles } from '../../shared/files/io.ts';

/** A stretch of time on a task. The times are ISO 8601; `end` is null while it runs. */
export interface Stretch {
	readonly task: string;
	readonly begin: string;
	readonly end: string | null;
}

const FILE = 'times.json';

/** All stretches, oldest first. */
export async function readLog(files: CliFiles): Promise<Stretch[]> {
	let text: string;
	try {
		text = await files.read(FILE);
	} catch (error) {
		if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return [];
		throw error;
	}
	try {
		const list: unknown = JSON.parse(text);
		if (Array.isArray(list)) return list.flatMap(toStretch);
	} catch {
		// Said below.
	}
	throw new Failure(`${FILE} is damaged. Repair it or rename it; nothing was changed.`);
}

function toStretch(value: unknown): Stretch[] {
	if (typeof value !== 'object' || value === null) return [];
	const { task, begin, end }: Record<string, unknown> = { ...value };
	if (typeof task !== 'string' || typeof begin !== 'string') return [];
	return [{ task, begin, end: typeof end === 'string' ? end : null }];
}

export async function writeLog(files: CliFiles, log: readonly Stretch[]): Promise<void> {
	await files.write(FILE, `${JSON.stringify(log, null, 2)}\n`);
}
