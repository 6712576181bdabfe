import type { Panel } from '#lib/model/composite.ts';
import type { Operation, Schema } from '#lib/services/openapi/openapi.ts';
import { isRecord } from '#lib/services/openapi/values.ts';

/** A place of a panel that a wire can begin or end at. */
export interface Port {
	/** As a wire names it: `answer.title`, `body.title`, `value`. */
	readonly path: string;
	readonly schema: Schema;
	readonly isRequired: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** What a panel can be filled with. `input` is the input of its operation as a tool. */
export function fieldsOf(panel: Panel, input: Schema | undefined): readonly Port[] {
	if (panel.type === 'value') return [VALUE];
	if (panel.type === 'app') return [];
	return membersOf(input).flatMap((port) => {
		const inner = port.path === 'body' ? membersOf(port.schema, 'body.') : [];
		return inner.length > 0
			? inner.map((each) => ({ ...each, isRequired: each.isRequired && port.isRequired }))
			: [port];
	});
}

/** What a panel gives. */
export function outputsOf(panel: Panel, operation: Operation | undefined): readonly Port[] {
	if (panel.type === 'value') return [VALUE];
	if (panel.type === 'app' || !operation) return [];
	const schema = answerSchemaOf(operation);
	const rows = rowSchemaOf(schema);
	return [
		{ path: 'answer', schema, isRequired: false },
		...membersOf(schema, 'answer.'),
		...(rows === undefined ? [] : [{ path: 'item', schema: rows, isRequired: false }]),
		...membersOf(rows, 'item.'),
	];
}

const VALUE: Port = { path: 'value', schema: true, isRequired: false };

/** What an operation answers when all is well; anything where its document does not say. */
function answerSchemaOf({ responses }: Operation): Schema {
	const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
	return Object.entries(good?.content ?? {}).find(([type]) => type.includes('json'))?.[1] ?? true;
}

const asSchema = (value: unknown): Schema => (isRecord(value) ? value : true);

function membersOf(schema: Schema | undefined, before = ''): readonly Port[] {
	if (!isRecord(schema) || !isRecord(schema['properties'])) return [];
	const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
	return Object.entries(schema['properties']).map(([name, member]) => ({
		path: `${before}${name}`,
		schema: asSchema(member),
		isRequired: required.includes(name),
	}));
}

function rowSchemaOf(schema: Schema): Schema | undefined {
	if (!isRecord(schema)) return undefined;
	if (typeOf(schema) === 'list') return asSchema(schema['items']);
	const lists = membersOf(schema).filter((member) => typeOf(member.schema) === 'list');
	const [list] = lists;
	return lists.length === 1 && isRecord(list?.schema) ? asSchema(list.schema['items']) : undefined;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The rows of an answer: itself where it is a list, or the one list in it. */
export function rowsOf(answer: unknown): readonly unknown[] | undefined {
	if (isList(answer)) return answer;
	if (!isRecord(answer)) return undefined;
	const lists = Object.values(answer).filter(isList);
	return lists.length === 1 ? lists[0] : undefined;
}

/** The value at a path such as `answer.title`; undefined where there is none. A member's own name may hold dots. */
export function valueAt(value: unknown, path: string): unknown {
	if (path === '') return value;
	if (!isRecord(value)) return undefined;
	const name = Object.keys(value).find((key) => path === key || path.startsWith(`${key}.`));
	return name === undefined ? undefined : valueAt(value[name], path.slice(name.length + 1));
}

/** The same values with another one at a field: `title`, or `body.title`. */
export function withValueAt(values: Json, field: string, value: unknown): Json {
	if (!field.startsWith('body.')) return { ...values, [field]: value };
	const body = isRecord(values['body']) ? values['body'] : {};
	return { ...values, body: { ...body, [field.slice('body.'.length)]: value } };
}

export type PortType = 'text' | 'number' | 'whole number' | 'yes or no' | 'list' | 'record' | 'anything';

const TYPES: Readonly<Record<string, PortType>> = {
	string: 'text',
	number: 'number',
	integer: 'whole number',
	boolean: 'yes or no',
	array: 'list',
	object: 'record',
};

/** The type of a port in a person's words. */
export function typeOf(schema: Schema): PortType {
	if (!isRecord(schema)) return 'anything';
	const { type } = schema;
	const types: readonly unknown[] = (Array.isArray(type) ? type : [type]).filter((each) => each !== 'null');
	return (types.length === 1 && TYPES[String(types[0])]) || 'anything';
}

/** How an output suits a field; `map` is a jq that may bring them together. */
export type Fit = { readonly fits: true } | { readonly fits: false; readonly map: string };

/** Compares types alone: what a value really is shows when it comes. */
export function fitOf(from: Port, to: Port): Fit {
	const [given, wanted] = [typeOf(from.schema), typeOf(to.schema)];
	const isSame = given === wanted || (given === 'whole number' && wanted === 'number');
	if (isSame || given === 'anything' || wanted === 'anything') return { fits: true };
	return { fits: false, map: mapBetween(from.schema, given, wanted) };
}

function mapBetween(schema: Schema, given: PortType, wanted: PortType): string {
	if (wanted === 'list') return '[.]';
	if (given === 'list') return wanted.includes('number') ? 'length' : '.[0]';
	if (given === 'record') return memberOfType(schema, wanted) ?? 'tojson';
	if (wanted === 'text') return 'tostring';
	if (wanted === 'whole number') return given === 'number' ? 'floor' : 'tonumber | floor';
	if (wanted === 'number') return 'tonumber';
	if (wanted === 'yes or no') return '. != null and . != "" and . != 0';
	return '{ value: . }';
}

/** The first member of a record that has the wanted type. */
function memberOfType(schema: Schema, wanted: PortType): string | undefined {
	const found = membersOf(schema).find((member) => typeOf(member.schema) === wanted)?.path;
	return found === undefined ? undefined : `.[${JSON.stringify(found)}]`;
}
