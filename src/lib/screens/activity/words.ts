import type { AuditEvent } from '#lib/model/event.ts';

/** Events as a person reads them. What is not named here is shown by its own name. */
const EVENTS: Readonly<Record<string, string>> = {
	'creation.create': 'Created',
	'creation.amend': 'Asked for a change',
	'creation.correct': 'Adjusted what was understood',
	'creation.rename': 'Renamed',
	'creation.tag': 'Set tags',
	'creation.favourite': 'Changed favourite',
	'creation.trash': 'Moved to trash',
	'creation.untrash': 'Put back from trash',
	'creation.erase': 'Deleted for good',
	'creation.export': 'Exported',
	'creation.import': 'Imported',
	'file.add': 'Added a file',
	'file.move': 'Renamed a file',
	'file.delete': 'Deleted a file',
	'version.save': 'Saved a version',
	'version.restore': 'Restored a version',
	'run.start': 'Started',
	'run.stop': 'Stopped',
	'run.killed': 'Stopped because it did too much',
	'run.failed': 'Stopped with an error',
	'sandbox.reset': 'Stopped everything that runs',
	'net.denied': 'Network refused',
	'net.allowed': 'Network used',
	'storage.denied': 'Storage refused',
	'link.denied': 'Link refused',
	'go.new': 'Went to a new creation',
	'go.creations': 'Went to creations',
	'go.mesh': 'Went to mesh',
	'go.activity': 'Went to activity',
	'go.market': 'Went to market',
	'go.settings': 'Went to settings',
};

/** `run.memory-exceeded` → "Run: memory exceeded" where no better words are known. */
export function eventWords(event: string): string {
	const known = EVENTS[event];
	if (known) return known;
	const [noun = event, verb] = event.split('.');
	const words = (text: string): string => text.replace(/[-_]/g, ' ');
	return `${noun.charAt(0).toUpperCase()}${words(noun.slice(1))}${verb ? `: ${words(verb)}` : ''}`;
}

export const OUTCOME_WORDS: Readonly<Record<AuditEvent['outcome'], string>> = {
	ok: 'Done',
	denied: 'Refused',
	failed: 'Failed',
};

/** The facts of an event in one line: "origin https://example.com, method GET". */
export function detailWords(detail: AuditEvent['detail']): string {
	return Object.entries(detail)
		.map(
			([name, value]) => `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${String(value)}`,
		)
		.join(', ');
}
