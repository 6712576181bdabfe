import type { Schema } from './openapi.ts';
import { mend } from './mend.ts';
import type { References } from './references.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

type Node = Record<string, unknown>;

/** Which side a schema speaks of: what only the other side sends is not required. */
export type Side = 'request' | 'response';

interface Definition {
	readonly name: string;
	schema: Schema;
	isDone: boolean;
	/** Definitions that this one names. */
	readonly references: Set<Definition>;
	/** Those of them that judge the very same value, as the parts of `allOf` do. */
	readonly inPlace: Set<Definition>;
}

/** Where a part of a schema stands while it is read. */
interface Place {
	readonly references: Set<Definition>;
	/** The definition whose own value is judged here, if any. */
	readonly owner: Definition | undefined;
	/** The objects around this one: YAML can tie them into a ring. */
	readonly around: readonly unknown[];
}

const LISTS = ['allOf', 'anyOf', 'oneOf'];
const SAME_VALUE = ['not', 'if', 'then', 'else'];
const PARTS = [
	'items',
	'contains',
	'additionalProperties',
	'propertyNames',
	'unevaluatedItems',
	'unevaluatedProperties',
];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];
/** Copied as they are. All else (examples, `$id`, `xml`, `x-…`) says nothing about which values fit. */
const PLAIN = [
	...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
	...[
		'exclusiveMinimum',
		'exclusiveMaximum',
		'multipleOf',
		'minItems',
		'maxItems',
		'uniqueItems',
		'minContains',
	],
	...[
		'maxContains',
		'minProperties',
		'maxProperties',
		'required',
		'dependentRequired',
		'title',
		'description',
	],
	...['default', 'deprecated', 'readOnly', 'writeOnly', 'contentEncoding', 'contentMediaType'],
];
const MAX_DEPTH = 150;

/**
 * Makes self-contained schemas of the schemas of one document. A definition is read once and shared by all schemas that
 * need it, so that a document in which everything names everything stays as small as it is written.
 */
export class SchemaReader {
	readonly #references: References;
	readonly #side: Side;
	readonly #definitions = new Map<string, Definition>();
	readonly #names = new Set<string>();
	readonly #waiting: [Definition, unknown][] = [];
	readonly #closures = new Map<Definition, ReadonlySet<Definition>>();
	readonly #shared = new Map<string, Readonly<Record<string, Schema>>>();

	constructor(references: References, side: Side) {
		this.#references = references;
		this.#side = side;
	}

	/** The schema with all that it names in its own `$defs`. What cannot be followed allows anything. */
	read(raw: unknown): Schema {
		const references = new Set<Definition>();
		const node = this.#convert(raw, { references, owner: undefined, around: [] });
		this.#completeWaiting();
		if (typeof node === 'boolean') return node;
		const [only] = references;
		if (only && typeof node['$ref'] === 'string' && references.size === 1) return this.#opened(node, only);
		return references.size === 0 ? node : { ...node, $defs: this.#definitionsOf(references) };
	}

	/** A schema that is only a name is opened, so that a form finds `properties` where it looks for them. */
	#opened(node: Readonly<Node>, definition: Definition): Schema {
		const { schema } = definition;
		if (typeof schema === 'boolean') return schema;
		const { $ref: _, ...beside } = node;
		const isNamed = ['properties', 'allOf', 'anyOf'].some((key) => key in schema);
		const title = isNamed && !('title' in schema) ? { title: definition.name } : {};
		const opened = { ...title, ...schema, ...beside };
		return definition.references.size === 0
			? opened
			: { ...opened, $defs: this.#definitionsOf(definition.references) };
	}

	#convert(raw: unknown, place: Place): Node | boolean {
		if (typeof raw === 'boolean') return raw;
		if (!isRecord(raw) || place.around.length > MAX_DEPTH || place.around.includes(raw)) return {};
		const inner = { ...place, around: [...place.around, raw] };
		const node: Node = {};
		for (const key of PLAIN) if (raw[key] !== undefined) node[key] = raw[key];
		this.#convertParts(raw, node, inner);
		this.#hideOtherSide(raw, node);
		return typeof raw['$ref'] === 'string' ? this.#named(raw['$ref'], raw, node, inner) : mend(raw, node);
	}

	#convertParts(raw: Readonly<Node>, node: Node, place: Place): void {
		const below = { ...place, owner: undefined };
		for (const key of MAPS)
			if (isRecord(raw[key]))
				node[key] = this.#convertMap(raw[key], key === 'dependentSchemas' ? place : below);
		for (const key of PARTS)
			if (typeof raw[key] === 'boolean' || isRecord(raw[key])) node[key] = this.#convert(raw[key], below);
		for (const key of SAME_VALUE)
			if (typeof raw[key] === 'boolean' || isRecord(raw[key])) node[key] = this.#convert(raw[key], place);
		for (const key of LISTS)
			if (listOf(raw[key]).length > 0)
				this.#combine(
					node,
					key,
					listOf(raw[key]).map((each) => this.#convert(each, place)),
				);
		const tuple = listOf(raw['prefixItems'] ?? raw['items']);
		if (tuple.length > 0) node['prefixItems'] = tuple.map((each) => this.#convert(each, below));
	}

	/**
	 * Vendors write `oneOf` for alternatives that overlap, which by the letter refuses what they themselves send; where
	 * the alternatives exclude each other, `anyOf` means the same.
	 */
	#combine(node: Node, key: string, parts: readonly (Node | boolean)[]): void {
		const name = key === 'oneOf' ? 'anyOf' : key;
		if (name in node) node['allOf'] = [...listOf(node['allOf']), { anyOf: parts }];
		else node[name] = parts;
	}

	#convertMap(raw: Readonly<Node>, place: Place): Node {
		return Object.fromEntries(Object.entries(raw).map(([name, each]) => [name, this.#convert(each, place)]));
	}

	/** What is read-only is not required of a request, what is write-only not of a response. */
	#hideOtherSide(raw: Readonly<Node>, node: Node): void {
		if (!Array.isArray(node['required'])) return;
		const flag = this.#side === 'request' ? 'readOnly' : 'writeOnly';
		const properties = recordOf(raw['properties']);
		node['required'] = textsOf(node['required']).filter((name) => recordOf(properties[name])[flag] !== true);
	}

	#named(reference: string, raw: Readonly<Node>, beside: Node, place: Place): Node | boolean {
		const definition = this.#define(reference);
		if (!definition) return mend(raw, beside);
		if (place.owner && !this.#mayJudge(place.owner, definition)) return mend(raw, beside);
		const { schema } = definition;
		if (definition.isDone && isLeaf(definition))
			return typeof schema === 'boolean' ? schema : mend(raw, { ...schema, ...beside });
		place.references.add(definition);
		return mend(raw, { ...beside, $ref: `#/$defs/${definition.name}` });
	}

	/** False where the judgement of a value would lead back to itself: a parent that lists its children, who extend it. */
	#mayJudge(owner: Definition, target: Definition): boolean {
		if (reaches(target, owner)) return false;
		owner.inPlace.add(target);
		return true;
	}

	#define(reference: string): Definition | undefined {
		const target = this.#references.target(reference);
		if (target === undefined) return undefined;
		const known = this.#definitions.get(target.pointer);
		if (known) return known;
		const name = this.#nameFor(target.pointer);
		const definition: Definition = {
			name,
			schema: true,
			isDone: false,
			references: new Set(),
			inPlace: new Set(),
		};
		this.#definitions.set(target.pointer, definition);
		if (isPlain(target.value)) this.#complete(definition, target.value);
		else this.#waiting.push([definition, target.value]);
		return definition;
	}

	#complete(definition: Definition, raw: unknown): void {
		definition.schema = this.#convert(raw, {
			references: definition.references,
			owner: definition,
			around: [],
		});
		definition.isDone = true;
	}

	/** One after the other: a chain of thousands of definitions would be too deep for the stack. */
	#completeWaiting(): void {
		for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#complete(...next);
	}

	#nameFor(pointer: string): string {
		const last =
			pointer
				.slice(pointer.lastIndexOf('/') + 1)
				.replaceAll('~1', '_')
				.replaceAll(/[^\w.-]/g, '_') || 'root';
		let name = last;
		for (let count = 2; this.#names.has(name); count++) name = `${last}_${count}`;
		this.#names.add(name);
		return name;
	}

	#definitionsOf(references: ReadonlySet<Definition>): Readonly<Record<string, Schema>> {
		const key = [...references]
			.map(({ name }) => name)
			.sort()
			.join('\n');
		const known = this.#shared.get(key);
		if (known) return known;
		const all = new Set([...references].flatMap((each) => [...this.#closureOf(each)]));
		const made = Object.fromEntries([...all].map(({ name, schema }) => [name, schema]));
		this.#shared.set(key, made);
		return made;
	}

	/** The definition and all that it leads to. */
	#closureOf(definition: Definition): ReadonlySet<Definition> {
		const known = this.#closures.get(definition);
		if (known) return known;
		const seen = new Set([definition]);
		for (const each of seen) for (const next of each.references) seen.add(next);
		this.#closures.set(definition, seen);
		return seen;
	}
}

/** Whether a schema has no parts. */
const isPlain = (raw: unknown): boolean =>
	!isRecord(raw) || !['$ref', ...LISTS, ...SAME_VALUE, ...PARTS, ...MAPS].some((key) => key in raw);

/** Small and complete in itself, so it may as well stand where it is named. */
function isLeaf({ schema, references }: Definition): boolean {
	if (references.size > 0) return false;
	return typeof schema === 'boolean' || !['properties', 'allOf', 'anyOf'].some((key) => key in schema);
}

function reaches(from: Definition, to: Definition): boolean {
	const seen = new Set([from]);
	for (const each of seen) {
		if (each === to) return true;
		for (const next of each.inPlace) seen.add(next);
	}
	return false;
}
