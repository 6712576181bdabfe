import { isRecord, type TaskNode } from '#lib/kinds/workflow/tasks.ts';
import type { TaskKind } from '#lib/model/task.ts';
import type { WorkflowRun, WorkflowStatus } from '#lib/model/workflow.ts';

/** What a person calls each kind of task. */
export const KIND_WORDS: Readonly<Record<TaskKind, string>> = {
	call: 'Call',
	do: 'Group',
	emit: 'Send event',
	for: 'Loop',
	fork: 'Branches',
	listen: 'Wait for event',
	raise: 'Fail',
	run: 'Run',
	set: 'Set data',
	switch: 'Choose',
	try: 'Try',
	wait: 'Pause',
};

export const STATUS_WORDS: Readonly<Record<WorkflowStatus, string>> = {
	pending: 'Not begun',
	running: 'Running',
	waiting: 'Waiting',
	suspended: 'Needs you',
	completed: 'Completed',
	faulted: 'Failed',
	cancelled: 'Cancelled',
};

export const TRIGGER_WORDS: Readonly<Record<WorkflowRun['trigger'], string>> = {
	person: 'started by hand',
	schedule: 'started by its schedule',
	event: 'started by an event',
	call: 'started by another creation',
	workflow: 'started by another workflow',
};

/** `checkStock` → "Check stock". */
export const nameWords = (name: string): string => {
	const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
	return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** The last name of a reference: `/do/0/charge` → `charge`. */
export const nameOf = (reference: string): string => reference.split('/').at(-1) ?? reference;

/** What a task does, in one short line: "when .total > 5", "order.created". */
export function gist({ kind, body }: TaskNode): string {
	const own = kind ? body[kind] : undefined;
	const guard = typeof body['if'] === 'string' ? `if ${plain(body['if'])}` : '';
	const said = [kind === 'set' ? setGist(own) : ownGist(kind, own, body), guard].filter(Boolean).join(', ');
	return said.length > 90 ? `${said.slice(0, 89)}…` : said;
}

function setGist(own: unknown): string {
	return isRecord(own) ? Object.keys(own).join(', ') : plain(String(own ?? ''));
}

function ownGist(kind: TaskKind | undefined, own: unknown, body: TaskNode['body']): string {
	switch (kind) {
		case 'wait':
			return durationWords(own);
		case 'emit':
			return text(at(own, 'event', 'with', 'type'));
		case 'listen':
			return text(at(own, 'to', 'one', 'with', 'type')) || 'events';
		case 'call': {
			const endpoint = at(body['with'], 'endpoint');
			const address =
				text(endpoint) || text(at(endpoint, 'uri')) || text(at(body['with'], 'document', 'endpoint'));
			return [text(own), text(at(body['with'], 'operationId')), address].filter(Boolean).join(' ');
		}
		case 'for':
			return `each ${text(at(own, 'each')) || 'item'} in ${plain(text(at(own, 'in')))}`;
		case 'raise':
			return text(at(own, 'error', 'title')) || text(at(own, 'error'));
		case 'switch':
			return Array.isArray(own)
				? own.flatMap((item) => (isRecord(item) ? Object.keys(item) : [])).join(', ')
				: '';
		case 'run':
			return isRecord(own) ? Object.keys(own).join(', ') : '';
		default:
			return '';
	}
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const at = (value: unknown, ...keys: readonly string[]): unknown =>
	keys.reduce((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
const plain = (expression: string): string =>
	expression.replace(/^\$\{\s*([\s\S]*?)\s*\}$/, '$1').replace(/\s+/g, ' ');

/** `{ seconds: 5 }` → "5 seconds". */
export function durationWords(value: unknown): string {
	if (!isRecord(value)) return text(value);
	return Object.entries(value)
		.map(([unit, count]) => `${String(count)} ${count === 1 ? unit.replace(/s$/, '') : unit}`)
		.join(' ');
}
