import { isRecord, type Path, type TaskNode } from '#lib/kinds/workflow/tasks.ts';
import { durationWords } from './words.ts';

/** A value of a step that has a field of its own in the form. */
export interface StepField {
	readonly label: string;
	/** Inside the body. */
	readonly at: Path;
	readonly as: 'text' | 'number' | 'duration' | 'expression';
	readonly hint?: string;
}

/** The fields that suit a step; everything else is edited as YAML. */
export function fieldsOf({ kind, body }: TaskNode): readonly StepField[] {
	switch (kind) {
		case 'set':
			return typeof body['set'] === 'string'
				? [{ label: 'New data', at: ['set'], as: 'expression', hint: 'jq in ${ }; . is the data so far' }]
				: Object.keys(isRecord(body['set']) ? body['set'] : {}).map((key) => ({
						label: key,
						at: ['set', key],
						as: 'expression',
					}));
		case 'wait':
			return [{ label: 'How long', at: ['wait'], as: 'duration', hint: '5 seconds, 2 hours, 1 day' }];
		case 'emit':
			return [
				{ label: 'Type of the event', at: ['emit', 'event', 'with', 'type'], as: 'text' },
				{ label: 'Source', at: ['emit', 'event', 'with', 'source'], as: 'text' },
			];
		case 'listen':
			return [{ label: 'Type of the event', at: ['listen', 'to', 'one', 'with', 'type'], as: 'text' }];
		case 'call':
			return callFields(body);
		case 'for':
			return [
				{ label: 'Name of one', at: ['for', 'each'], as: 'text' },
				{ label: 'List', at: ['for', 'in'], as: 'expression', hint: 'jq, for example .rows' },
			];
		case 'raise':
			return [
				{ label: 'What is said', at: ['raise', 'error', 'title'], as: 'text' },
				{ label: 'Status', at: ['raise', 'error', 'status'], as: 'number' },
			];
		case 'try':
			return [
				{ label: 'Retries', at: ['catch', 'retry', 'limit', 'attempt', 'count'], as: 'number' },
				{ label: 'First pause', at: ['catch', 'retry', 'delay'], as: 'duration' },
			];
		case 'switch':
			return casesOf(body).flatMap(({ name, index }) => [
				{ label: `“${name}” when`, at: ['switch', index, name, 'when'], as: 'expression' },
				{ label: `“${name}” leads to`, at: ['switch', index, name, 'then'], as: 'text' },
			]);
		default:
			return [];
	}
}

function callFields(body: TaskNode['body']): readonly StepField[] {
	if (body['call'] === 'http')
		return [
			{ label: 'Method', at: ['with', 'method'], as: 'text' },
			{ label: 'Address', at: ['with', 'endpoint'], as: 'expression' },
		];
	if (body['call'] === 'openapi')
		return [
			{
				label: 'Creation',
				at: ['with', 'document', 'endpoint'],
				as: 'text',
				hint: 'aether: and a link of aether.json',
			},
			{ label: 'Operation', at: ['with', 'operationId'], as: 'text' },
		];
	return [];
}

const casesOf = (body: TaskNode['body']): readonly { readonly name: string; readonly index: number }[] =>
	Array.isArray(body['switch'])
		? body['switch'].flatMap((item, index) =>
				isRecord(item) ? Object.keys(item).map((name) => ({ name, index })) : [],
			)
		: [];

/** The value at a place, as the form shows it. */
export function shownAt(body: TaskNode['body'], { at, as }: StepField): string {
	const value = at.reduce<unknown>((inner, key) => {
		if (Array.isArray(inner)) return inner[Number(key)];
		return isRecord(inner) ? inner[String(key)] : undefined;
	}, body);
	if (value === undefined || value === null) return '';
	if (as === 'duration') return durationWords(value);
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const UNIT = /^(\d+)\s*(millisecond|second|minute|hour|day)s?$/i;

/** What was typed as the value it means; `fault` says why it means none. */
export function valueOf(
	{ as }: StepField,
	typed: string,
): { readonly value?: unknown; readonly fault?: string } {
	const text = typed.trim();
	if (text === '') return { value: undefined };
	if (as === 'number') {
		const value = Number(text);
		return Number.isFinite(value) ? { value } : { fault: 'This has to be a number.' };
	}
	if (as !== 'duration') return { value: text };
	if (/^P[\dTYMWDHS.]+$/.test(text)) return { value: text };
	const parts = text.split(/,| and /).map((part) => UNIT.exec(part.trim()));
	if (parts.some((part) => part === null)) return { fault: 'Write it like “5 seconds” or “2 hours”.' };
	return {
		value: Object.fromEntries(
			parts.flatMap((part) => (part ? [[`${part[2]?.toLowerCase() ?? ''}s`, Number(part[1])]] : [])),
		),
	};
}
