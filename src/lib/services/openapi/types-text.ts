import type { Schema } from './openapi.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

/** Writes JSON Schemas as TypeScript and keeps the named ones as declarations. Equal names with equal shapes are one. */
export class TypeWriter {
	readonly #declarations = new Map<string, string>();
	readonly #nameOfDefinition = new Map<unknown, string>();

	/** `fixed` are names that the file uses otherwise. */
	readonly #taken: Set<string>;

	constructor(fixed: readonly string[]) {
		this.#taken = new Set(fixed);
	}

	/** All declarations so far, in the order in which they were first needed. */
	get declarations(): readonly string[] {
		return [...this.#declarations.values()];
	}

	/** The schema as a type. An object gets an interface called `name`. */
	typeOf(schema: Schema, name: string): string {
		if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
		const written = this.#write(schema, schema, 0);
		const { title } = schema;
		const isWorthAName =
			isRecord(schema['properties']) || (typeof title === 'string' && written.includes('{'));
		return isWorthAName
			? this.#declare(typeName(typeof title === 'string' ? title : name), written)
			: written;
	}

	#declare(wanted: string, body: string): string {
		for (let count = 1; ; count++) {
			const name = count === 1 ? wanted : `${wanted}${count}`;
			const declaration = declarationOf(name, body);
			if (this.#declarations.get(name) === declaration) return name;
			if (this.#taken.has(name)) continue;
			this.#taken.add(name);
			this.#declarations.set(name, declaration);
			return name;
		}
	}

	#write(part: unknown, root: Node, depth: number): string {
		if (!isRecord(part)) return part === false ? 'never' : 'unknown';
		if (typeof part['$ref'] === 'string') return this.#named(part['$ref'], root);
		if ('const' in part) return literal(part['const']);
		if (Array.isArray(part['enum'])) return union(part['enum'].map(literal));
		const all = listOf(part['allOf']).map((each) => this.#write(each, root, depth));
		const any = union(listOf(part['anyOf']).map((each) => this.#write(each, root, depth)));
		const own = this.#own(part, root, depth);
		const parts = [own, ...all, any].filter((each) => each !== 'unknown' && each !== '');
		return parts.length === 0
			? 'unknown'
			: parts.length === 1
				? (parts[0] ?? 'unknown')
				: parts.map(grouped).join(' & ');
	}

	/** Declared before it is written, because it may name itself. */
	#named(reference: string, root: Node): string {
		const key = reference.replace('#/$defs/', '');
		const definition = recordOf(root['$defs'])[key];
		if (definition === undefined) return 'unknown';
		const known = this.#nameOfDefinition.get(definition);
		if (known !== undefined) return known;
		const name = this.#freeName(typeName(key));
		if (typeof definition === 'object') this.#nameOfDefinition.set(definition, name);
		this.#declarations.set(name, '');
		this.#declarations.set(name, declarationOf(name, this.#write(definition, root, 0)));
		return name;
	}

	#freeName(wanted: string): string {
		let name = wanted;
		for (let count = 2; this.#taken.has(name); count++) name = `${wanted}${count}`;
		this.#taken.add(name);
		return name;
	}

	#own(part: Node, root: Node, depth: number): string {
		const types = textsOf([part['type']].flat());
		if (types.length > 0) return union(types.map((type) => this.#ofType(type, part, root, depth)));
		if (isRecord(part['properties']) || isRecord(part['additionalProperties']))
			return this.#object(part, root, depth);
		return 'items' in part || 'prefixItems' in part ? this.#array(part, root, depth) : 'unknown';
	}

	#ofType(type: string, part: Node, root: Node, depth: number): string {
		if (type === 'object') return this.#object(part, root, depth);
		if (type === 'array') return this.#array(part, root, depth);
		return type === 'integer' ? 'number' : type;
	}

	#array(part: Node, root: Node, depth: number): string {
		return part['items'] === undefined
			? 'unknown[]'
			: `${grouped(this.#write(part['items'], root, depth))}[]`;
	}

	#object(part: Node, root: Node, depth: number): string {
		const properties = Object.entries(recordOf(part['properties']));
		const required = new Set(textsOf(part['required']));
		const rest = isRecord(part['additionalProperties'])
			? this.#write(part['additionalProperties'], root, depth)
			: 'unknown';
		if (properties.length === 0) return `Record<string, ${rest}>`;
		const indent = '\t'.repeat(depth + 1);
		const lines = properties.map(
			([name, each]) =>
				`${comment(each, indent)}${indent}${quoteName(name)}${required.has(name) ? '' : '?'}: ${this.#write(each, root, depth + 1)};`,
		);
		return `{\n${lines.join('\n')}\n${'\t'.repeat(depth)}}`;
	}
}

const declarationOf = (name: string, body: string): string =>
	isSingleObject(body) ? `export interface ${name} ${body}` : `export type ${name} = ${body};`;

/** Whether the type is one pair of braces: the first closes only at the end. */
function isSingleObject(body: string): boolean {
	return /^\{\n[^]*\n\}$/.test(body) && !/\n\}(?! *$)[^]/.test(body);
}

/** `pet-store item` → `PetStoreItem`. */
export function typeName(text: string): string {
	const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
	const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('') || 'Thing';
	return /^\d/.test(name) ? `T${name}` : name;
}

/** `get-user` → `getUser`; never a word of the language. */
export function functionName(text: string): string {
	const name = typeName(text);
	const lower = name.slice(0, 1).toLowerCase() + name.slice(1);
	return RESERVED.has(lower) ? `${lower}_` : lower;
}

const RESERVED = new Set(
	'abstract arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
		' ',
	),
);

/** A description as a doc line. It must not be able to end the comment. */
export function comment(schema: unknown, indent: string): string {
	const text = isRecord(schema) ? schema['description'] : schema;
	if (typeof text !== 'string' || text.trim() === '') return '';
	const line = text.trim().replaceAll(/\s+/g, ' ').replaceAll('*/', '*\u200b/');
	return `${indent}/** ${line.length > 300 ? `${line.slice(0, 300)}…` : line} */\n`;
}

export const quoteName = (name: string): string =>
	/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);

function literal(value: unknown): string {
	if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
	return isRecord(value)
		? `{ ${Object.entries(value)
				.map(([name, each]) => `${quoteName(name)}: ${literal(each)}`)
				.join('; ')} }`
		: 'unknown';
}

function union(types: readonly string[]): string {
	const distinct = [...new Set(types)];
	if (distinct.includes('unknown')) return 'unknown';
	return distinct.length > 1 ? distinct.map(grouped).join(' | ') : (distinct[0] ?? 'unknown');
}

/** In brackets where it is made of several types. */
const grouped = (type: string): string =>
	/ [|&] /.test(type) && !/^[{(]/.test(type)
		? `(${type})`
		: / [|&] /.test(type.replaceAll(/\{[^]*\}/g, ''))
			? `(${type})`
			: type;
