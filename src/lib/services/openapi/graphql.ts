import {
	GraphQLBoolean,
	GraphQLError,
	GraphQLFloat,
	GraphQLInt,
	GraphQLList,
	GraphQLNonNull,
	GraphQLObjectType,
	GraphQLScalarType,
	GraphQLSchema,
	GraphQLString,
	graphql,
	printSchema,
	valueFromASTUntyped,
	type ExecutionResult,
	type GraphQLFieldConfig,
	type GraphQLInputType,
	type GraphQLOutputType,
} from 'graphql';
import { opened, partOf, typesOf } from './coerce.ts';
import { isJson, bareType, preferredMedia } from './media.ts';
import type { ApiDocument, Operation, Schema } from './openapi.ts';
import { requestOf } from './request-of.ts';
import { slotsOf } from './tool.ts';
import { functionName, typeName } from './types-text.ts';
import { parseJson } from '#lib/model/json.ts';
import { isRecord, listOf, recordOf } from './values.ts';

/** Answers the requests that a query needs. */
export type Call = (request: Request) => Promise<Response>;

/** A GraphQL face of a document: operations that GET JSON are fields of the query, all others mutations. */
export interface GraphQLFace {
	/** The schema in GraphQL's own language. */
	readonly sdl: string;
	readonly query: (text: string, variables?: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;
}

/** Where requests go; `call` sees addresses below it. */
const BASE = 'https://api.invalid';

/** What a document allows as GraphQL. What has no shape of its own is of the scalar `JSON`. */
export function graphqlOf(document: ApiDocument, call: Call): GraphQLFace {
	const schema = new SchemaMaker(call).make(document);
	return {
		sdl: printSchema(schema),
		query: (source, variables) =>
			graphql({ schema, source, ...(variables ? { variableValues: variables } : {}) }),
	};
}

/** `graphqlOf(document, call).query`: a query and its variables to a result. */
export const queryOf = (document: ApiDocument, call: Call): GraphQLFace['query'] =>
	graphqlOf(document, call).query;

const JSON_SCALAR = new GraphQLScalarType({
	name: 'JSON',
	description: 'Any JSON value.',
	serialize: (value) => value,
	parseValue: (value) => value,
	parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/** Whole numbers of JSON may be larger than GraphQL's 32 bits. */
const isInt32 = ({ format, maximum }: Readonly<Record<string, unknown>>): boolean =>
	format === 'int32' || (typeof maximum === 'number' && maximum < 2 ** 31);

type Field = GraphQLFieldConfig<unknown, unknown, Record<string, unknown>>;
type Fields = Record<string, Field>;

class SchemaMaker {
	readonly #call: Call;
	/** By the schema's shape, so that equal shapes are one type and rings end. */
	readonly #types = new Map<unknown, GraphQLObjectType>();
	readonly #names = new Set(['Query', 'Mutation', 'JSON', 'String', 'Int', 'Float', 'Boolean', 'ID']);

	constructor(call: Call) {
		this.#call = call;
	}

	make(document: ApiDocument): GraphQLSchema {
		const queries: Fields = {};
		const mutations: Fields = {};
		for (const operation of document.operations) {
			const fields = operation.method === 'get' && answersJson(operation) ? queries : mutations;
			fields[freeName(functionName(operation.id), fields)] = this.#field(operation);
		}
		const query = new GraphQLObjectType({
			name: 'Query',
			fields: Object.keys(queries).length > 0 ? queries : { nothing: { type: GraphQLBoolean } },
		});
		const mutation =
			Object.keys(mutations).length > 0
				? new GraphQLObjectType({ name: 'Mutation', fields: mutations })
				: null;
		return new GraphQLSchema({ query, mutation });
	}

	#field(operation: Operation): Field {
		const slots = slotsOf(operation).map((slot) => ({
			...slot,
			argument: slot.key.replaceAll(/\W/g, '_').replace(/^(?=\d)|^__/, '_'),
		}));
		const args = slots.map(
			({ argument, schema, isRequired }) => [argument, { type: inputType(schema, isRequired) }] as const,
		);
		return {
			type: this.#outputType(successSchema(operation), typeName(`${operation.id} result`)),
			description: operation.summary || operation.description,
			args: Object.fromEntries(args),
			resolve: (_, given: Readonly<Record<string, unknown>>) =>
				this.#resolve(
					operation,
					Object.fromEntries(
						slots
							.filter(({ argument }) => given[argument] !== undefined)
							.map(({ key, argument }) => [key, given[argument]]),
					),
				),
		};
	}

	async #resolve(operation: Operation, input: unknown): Promise<unknown> {
		const request = requestOf(operation, input, BASE);
		if (!request.ok)
			throw new GraphQLError(request.error.message, { extensions: { code: 'BAD_USER_INPUT' } });
		const response = await this.#call(request.value);
		const text = await response.text();
		const body = parseJson(text) ?? (text === '' ? null : text);
		if (!response.ok)
			throw new GraphQLError(`${operation.id} answered ${response.status}.`, {
				extensions: { status: response.status, body },
			});
		return body;
	}

	#outputType(schema: Schema, name: string): GraphQLOutputType {
		const node = opened(schema);
		const [type, ...others] = [...typesOf(schema)].filter((each) => each !== 'null');
		if (others.length > 0 || type === undefined) return JSON_SCALAR;
		if (type === 'array')
			return new GraphQLList(this.#outputType(partOf(schema, node['items'] ?? true), `${name}Item`));
		return type === 'object' ? this.#objectType(schema, name) : scalarType(type, node);
	}

	#objectType(schema: Schema, name: string): GraphQLOutputType {
		const properties = propertiesOf(schema, 0);
		if (properties.size === 0 || typeof schema === 'boolean') return JSON_SCALAR;
		const named =
			typeof schema['$ref'] === 'string'
				? recordOf(recordOf(schema['$defs'])[schema['$ref'].replace('#/$defs/', '')])
				: schema;
		// A definition and its opened copy share their parts.
		const key = named['properties'] ?? named['allOf'];
		const known = this.#types.get(key);
		if (known) return known;
		const title =
			typeof schema['$ref'] === 'string' ? schema['$ref'].replace('#/$defs/', '') : schema['title'];
		const made = new GraphQLObjectType({
			name: this.#freeTypeName(typeName(typeof title === 'string' ? title : name)),
			fields: () => this.#members(properties, name),
		});
		if (key !== undefined) this.#types.set(key, made);
		return made;
	}

	#members(properties: ReadonlyMap<string, Schema>, name: string): Fields {
		const fields: Fields = {};
		for (const [property, schema] of properties) {
			const field = freeName(property.replaceAll(/\W/g, '_').replace(/^(?=\d)|^__/, '_') || '_', fields);
			fields[field] = {
				type: this.#outputType(schema, `${name}${typeName(property)}`),
				resolve: (source) => (isRecord(source) ? source[property] : undefined),
			};
		}
		return fields;
	}

	#freeTypeName(wanted: string): string {
		let name = wanted;
		for (let count = 2; this.#names.has(name); count++) name = `${wanted}${count}`;
		this.#names.add(name);
		return name;
	}
}

function freeName(wanted: string, taken: Fields): string {
	let name = wanted;
	for (let count = 2; name in taken; count++) name = `${wanted}${count}`;
	return name;
}

const scalarType = (type: string, node: Readonly<Record<string, unknown>>) =>
	type === 'boolean'
		? GraphQLBoolean
		: type === 'integer' && isInt32(node)
			? GraphQLInt
			: type === 'string'
				? GraphQLString
				: GraphQLFloat;

function inputType(schema: Schema, isRequired: boolean): GraphQLInputType {
	const node = opened(schema);
	const [type, ...others] = [...typesOf(schema)].filter((each) => each !== 'null');
	const isScalar = type !== undefined && others.length === 0 && type !== 'object';
	const plain = !isScalar
		? JSON_SCALAR
		: type === 'array'
			? new GraphQLList(inputType(partOf(schema, node['items'] ?? true), false))
			: scalarType(type, node);
	return isRequired ? new GraphQLNonNull(plain) : plain;
}

function propertiesOf(schema: Schema, depth: number): ReadonlyMap<string, Schema> {
	const node = opened(schema);
	const own = Object.entries(recordOf(node['properties'])).map(([name, each]): readonly [string, Schema] => [
		name,
		partOf(schema, each),
	]);
	const inherited =
		depth > 8
			? []
			: listOf(node['allOf']).flatMap((part) => [...propertiesOf(partOf(schema, part), depth + 1)]);
	return new Map([...inherited, ...own]);
}

function successMedia({ responses }: Operation) {
	const [status] = Object.keys(responses)
		.filter((each) => each.startsWith('2'))
		.sort();
	return preferredMedia(responses[status ?? 'default']?.content ?? {});
}

const answersJson = (operation: Operation): boolean => {
	const media = successMedia(operation);
	return media !== undefined && (isJson(bareType(media.type)) || media.type === '*/*');
};

const successSchema = (operation: Operation): Schema =>
	answersJson(operation) ? (successMedia(operation)?.schema ?? true) : true;
