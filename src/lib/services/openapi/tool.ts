import { opened, typesOf } from './coerce.ts';
import { bareType, concreteType, FORM, isJson, MULTIPART, preferredMedia } from './media.ts';
import type { Body, Operation, Parameter, Schema, Tool } from './openapi.ts';
import { hashOf, isRecord } from './values.ts';

/** One member of a tool's input: where it goes, and its schema. */
export interface Slot {
	readonly key: string;
	/** Null: the body. */
	readonly parameter: Parameter | null;
	readonly schema: Schema;
	readonly isRequired: boolean;
}

/**
 * The operation as a function that a model or a form can call: one flat object of parameters, and `body`. Names that a
 * model's vendor would refuse are made plain, names that are there twice get their place after them.
 */
export function toolOf(operation: Operation): Tool {
	const slots = slotsOf(operation);
	const definitions = new Definitions();
	const properties = Object.fromEntries(slots.map(({ key, schema }) => [key, definitions.adopt(schema)]));
	const required = slots.filter(({ isRequired }) => isRequired).map(({ key }) => key);
	return {
		name: operation.id,
		description: describe(operation),
		input: {
			type: 'object',
			properties,
			...(required.length > 0 ? { required } : {}),
			additionalProperties: false,
			...definitions.all,
		},
	};
}

/** The members of the input of an operation's tool, in the order of its parameters, the body last. */
export function slotsOf({ parameters, body }: Operation): readonly Slot[] {
	const counts = new Map<string, number>(body ? [['body', 1]] : []);
	for (const { name } of parameters) counts.set(plain(name), (counts.get(plain(name)) ?? 0) + 1);
	const taken = new Set<string>();
	const slots = parameters.map((parameter): Slot => {
		const { name } = parameter;
		const wanted = counts.get(plain(name)) === 1 ? plain(name) : plain(`${name}_${parameter.in}`);
		const key = taken.has(wanted)
			? `${wanted.slice(0, 55)}_${hashOf(`${parameter.in} ${name}`).toString(16)}`
			: wanted;
		taken.add(key);
		return {
			key,
			parameter,
			schema: described(tightened(parameter), parameter.description),
			isRequired: parameter.isRequired,
		};
	});
	if (!body) return slots;
	return [
		...slots,
		{
			key: 'body',
			parameter: null,
			schema: described(bodySchema(body), body.description),
			isRequired: body.isRequired,
		},
	];
}

/** What is no JSON, form or text (XML, say) is written by whoever calls, as text. */
function bodySchema({ content }: Body): Schema {
	const media = preferredMedia(content);
	if (!media) return true;
	const type = bareType(concreteType(media.type));
	// A form has fields, whatever the document says.
	if (type === FORM || type === MULTIPART)
		return isObjectLike(media.schema) ? media.schema : { type: 'object' };
	return isJson(type) || type === 'text/plain' ? media.schema : { type: 'string' };
}

const isObjectLike = (schema: Schema): boolean => {
	const types = typesOf(schema);
	return types.size === 0 || types.has('object');
};

/** Names that every model vendor takes: letters, digits, `_`, `.`, `-`, at most 64. */
function plain(name: string): string {
	const made = name.replaceAll(/[^\w.-]+/g, '_').replaceAll(/(?<=.)_+$/g, '');
	const usable = made === '' || made === '_' ? `p_${hashOf(name).toString(16)}` : made;
	return usable.length <= 64 ? usable : `${usable.slice(0, 55)}_${hashOf(name).toString(16)}`;
}

/** An empty path value would make another path. */
function tightened({ in: place, schema }: Parameter): Schema {
	if (place !== 'path') return schema;
	const { type, minLength, minItems, enum: values } = opened(schema);
	if (typeof schema === 'boolean' || values !== undefined) return schema;
	if (type === 'string') return { ...schema, minLength: Math.max(1, Number(minLength ?? 1)) };
	return type === 'array' ? { ...schema, minItems: Math.max(1, Number(minItems ?? 1)) } : schema;
}

function described(schema: Schema, description: string): Schema {
	if (description === '' || schema === false) return schema;
	return schema === true ? { description } : { ...schema, description };
}

function describe({ summary, description, method, path, isDeprecated }: Operation): string {
	const words = [summary, description === summary ? '' : description]
		.filter((text) => text !== '')
		.join('\n\n');
	return `${isDeprecated ? 'Deprecated. ' : ''}${words || `${method.toUpperCase()} ${path}`}`;
}

/** Gathers the definitions of several schemas under one roof. Within one document a name always means the same. */
class Definitions {
	readonly #byName = new Map<string, unknown>();

	get all(): { readonly $defs?: Readonly<Record<string, unknown>> } {
		return this.#byName.size === 0 ? {} : { $defs: Object.fromEntries(this.#byName) };
	}

	/** The schema without definitions of its own. */
	adopt(schema: Schema): Schema {
		if (typeof schema === 'boolean' || !isRecord(schema['$defs'])) return schema;
		const { $defs, ...rest } = schema;
		for (const [name, each] of Object.entries($defs)) this.#byName.set(name, each);
		return rest;
	}
}
