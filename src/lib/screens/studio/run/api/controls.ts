import { isRecord } from './desk.svelte.ts';

export type Control =
	| { readonly type: 'text' | 'longText' | 'date' | 'dateTime' | 'json' | 'boolean' }
	| { readonly type: 'number'; readonly isWhole: boolean; readonly least?: number; readonly most?: number }
	| { readonly type: 'choice'; readonly options: readonly unknown[] }
	| { readonly type: 'list'; readonly items: unknown }
	| { readonly type: 'object' };

/** Which control suits a schema. What no control suits is edited as JSON. */
export function controlOf(schema: unknown): Control {
	if (!isRecord(schema)) return { type: 'json' };
	if (Array.isArray(schema['enum']))
		return { type: 'choice', options: schema['enum'].filter((each) => each !== null) };
	const [type, ...others] = typesOf(schema).filter((each) => each !== 'null');
	if (others.length > 0) return { type: 'json' };
	switch (type) {
		case 'string':
			return { type: textControl(schema) };
		case 'number':
		case 'integer':
			return { type: 'number', isWhole: type === 'integer', ...bounds(schema) };
		case 'boolean':
			return { type: 'boolean' };
		case 'array':
			return isRecord(schema['items']) ? { type: 'list', items: schema['items'] } : { type: 'json' };
		case 'object':
			return isRecord(schema['properties']) ? { type: 'object' } : { type: 'json' };
		default:
			return { type: 'json' };
	}
}

const typesOf = ({ type }: Readonly<Record<string, unknown>>): readonly unknown[] =>
	Array.isArray(type) ? type : [type];

function textControl({
	format,
	maxLength,
}: Readonly<Record<string, unknown>>): 'text' | 'longText' | 'date' | 'dateTime' {
	if (format === 'date') return 'date';
	if (format === 'date-time') return 'dateTime';
	return typeof maxLength === 'number' && maxLength > 2000 ? 'longText' : 'text';
}

function bounds({ minimum, maximum }: Readonly<Record<string, unknown>>): { least?: number; most?: number } {
	return {
		...(typeof minimum === 'number' ? { least: minimum } : {}),
		...(typeof maximum === 'number' ? { most: maximum } : {}),
	};
}

/** What a field holds, in a few words: "text", "whole number, 1 to 1000". */
export function wordsFor(schema: unknown): string {
	const control = controlOf(schema);
	switch (control.type) {
		case 'number': {
			const kind = control.isWhole ? 'whole number' : 'number';
			if (control.least === undefined && control.most === undefined) return kind;
			if (control.most === undefined) return `${kind}, from ${control.least}`;
			return control.least === undefined
				? `${kind}, up to ${control.most}`
				: `${kind}, ${control.least} to ${control.most}`;
		}
		case 'choice':
			return `one of ${control.options.map(String).join(', ')}`;
		case 'list':
			return `list of ${wordsFor(control.items)}`;
		case 'boolean':
			return 'true or false';
		case 'dateTime':
			return 'date and time';
		case 'longText':
			return 'text';
		case 'json':
			return 'any value';
		case 'text':
		case 'date':
		case 'object':
			return control.type;
	}
}
