import type { Schema } from './openapi.ts';
import { coerce, itemsOf, propertyOf, typesOf } from './coerce.ts';
import { isRecord, writeText } from './values.ts';

/** A name and a text, as a query or a form carries them. */
export type Pair = readonly [name: string, value: string];

/** `{a: {b: [1]}}` under `filter` → `filter[a][b][0]=1`. Lists of plain values repeat `name[]` only where `isIndexed` is off. */
export function toBrackets(name: string, value: unknown): readonly Pair[] {
	if (Array.isArray(value)) return value.flatMap((each, index) => toBrackets(`${name}[${index}]`, each));
	if (isRecord(value))
		return Object.entries(value).flatMap(([key, each]) => toBrackets(`${name}[${key}]`, each));
	return value === undefined ? [] : [[name, writeText(value)]];
}

/** A tree of what stood in brackets; lists are still objects with numbers for names. */
type Tree = Map<string, Tree | string[]>;

/** The pairs whose names begin with `name[` as one value, read as the schema wants it; undefined where there are none. */
export function fromBrackets(name: string, pairs: readonly Pair[], schema: Schema): unknown {
	const tree: Tree = new Map();
	let isPresent = false;
	for (const [key, value] of pairs) {
		if (!key.startsWith(`${name}[`)) continue;
		isPresent = true;
		grow(
			tree,
			[...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(([, segment = '']) => segment),
			value,
		);
	}
	return isPresent ? harvest(tree, schema) : undefined;
}

function grow(tree: Tree, path: readonly string[], value: string): void {
	const [head = '', ...rest] = path;
	const child = tree.get(head);
	if (rest.length === 0) {
		if (Array.isArray(child)) child.push(value);
		else if (!child) tree.set(head, [value]);
		return;
	}
	const next: Tree = child && !Array.isArray(child) ? child : new Map();
	tree.set(head, next);
	grow(next, rest, value);
}

function harvest(tree: Tree | readonly string[], schema: Schema): unknown {
	if (!(tree instanceof Map)) return harvestTexts(tree, schema);
	const isList = [...tree.keys()].every((key) => /^\d*$/.test(key)) && !typesOf(schema).has('object');
	if (!isList)
		return Object.fromEntries([...tree].map(([key, each]) => [key, harvest(each, propertyOf(schema, key))]));
	const appended = tree.get('');
	if (Array.isArray(appended)) return appended.map((text, index) => coerce(text, itemsOf(schema, index)));
	return [...tree]
		.sort(([a], [b]) => Number(a) - Number(b))
		.map(([, each], index) => harvest(each, itemsOf(schema, index)));
}

function harvestTexts(texts: readonly string[], schema: Schema): unknown {
	if (typesOf(schema).has('array') || texts.length > 1)
		return texts.map((text, index) => coerce(text, itemsOf(schema, index)));
	return coerce(texts[0] ?? '', schema);
}
