import { Failure } from '../../shared/files/cli.ts';
import type { CliFiles } from '../../shared/files/io.ts';
import type { Entity } from './model.ts';
import type { Entry, Value } from './values.ts';

/** All entries, oldest first; none when nothing was kept yet. */
export async function readEntries(files: CliFiles, { file }: Entity): Promise<Entry[]> {
	let text: string;
	try {
		text = await files.read(file);
	} catch (error) {
		if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return [];
		throw error;
	}
	try {
		const list: unknown = JSON.parse(text);
		if (Array.isArray(list)) return list.map(toEntry);
	} catch {
		// Said below, with what can be done.
	}
	throw new Failure(
		`${file} is damaged: it must be a JSON list. Repair it or rename it; nothing was changed.`,
	);
}

export async function writeEntries(
	files: CliFiles,
	{ file }: Entity,
	entries: readonly Entry[],
): Promise<void> {
	await files.write(file, `${JSON.stringify(entries, null, 2)}\n`);
}

function toEntry(value: unknown, index: number): Entry {
	const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	const id: unknown = new Map<string, unknown>(members).get('id');
	return {
		...Object.fromEntries(members.map(([name, member]) => [name, toValue(member)])),
		id: typeof id === 'number' ? id : index + 1,
	};
}

function toValue(value: unknown): Value {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	return Array.isArray(value) ? value.map(String) : null;
}

/** A number that no entry has had. */
export const nextId = (entries: readonly Entry[]): number => Math.max(0, ...entries.map(({ id }) => id)) + 1;
