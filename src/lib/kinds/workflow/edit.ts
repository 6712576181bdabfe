import {
	Document,
	isMap,
	isNode,
	isPair,
	isScalar,
	isSeq,
	parseDocument,
	type Node,
	type Pair,
	type YAMLMap,
} from 'yaml';
import { diff3Merge } from 'node-diff3';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Path } from './tasks.ts';

/** One change of a workflow's text. `path` is where a task's body stands: `['do', 0, 'charge']`. */
export type Edit =
	| {
			readonly type: 'add';
			readonly list: Path;
			readonly index: number;
			readonly name: string;
			readonly body: unknown;
			/** Stands above the body. */
			readonly comment?: string;
	  }
	| { readonly type: 'remove'; readonly path: Path }
	| { readonly type: 'move'; readonly path: Path; readonly by: -1 | 1 }
	| { readonly type: 'rename'; readonly path: Path; readonly name: string }
	/** A value inside the body; undefined takes it away. */
	| { readonly type: 'set'; readonly path: Path; readonly at: Path; readonly value: unknown }
	/** When it starts by itself, five fields; null for never. Takes the place of what started it before. */
	| { readonly type: 'schedule'; readonly cron: string | null }
	/** The whole body, as YAML. */
	| { readonly type: 'replace'; readonly path: Path; readonly text: string };

/** The text after the change, with its comments. Fails where the place is not there or the new part is no YAML. */
export function editText(text: string, edit: Edit): Result<string, Problem> {
	const document = parseDocument(text);
	if (document.errors.length > 0) return err(problem('The text is not valid YAML at the moment.'));
	const style = { lineWidth: 0, indentSeq: !/^do:\n- /m.test(text) };
	const before = document.toString(style);
	const message = apply(document, edit);
	if (message !== undefined) return err(problem(message));
	return ok(asWritten(text, before, document.toString(style)));
}

/** Brings a change into the text as the person formatted it: only lines that the change touches are written anew. */
function asWritten(text: string, before: string, after: string): string {
	const [own, base, changed] = [text, before, after].map((each) => each.split('\n'));
	const regions = diff3Merge(own ?? [], base ?? [], changed ?? []);
	return regions.flatMap((region) => region.ok ?? region.conflict?.b ?? []).join('\n');
}

/** What cannot be done, in words. */
function apply(document: Document, edit: Edit): string | undefined {
	switch (edit.type) {
		case 'add':
			return add(document, edit);
		case 'remove':
			return remove(document, edit.path);
		case 'move':
			return move(document, edit.path, edit.by);
		case 'rename':
			return rename(document, edit.path, edit.name);
		case 'set':
			if (!document.hasIn(edit.path)) return GONE;
			return setValue(document, [...edit.path, ...edit.at], edit.value);
		case 'schedule':
			return schedule(document, edit.cron);
		case 'replace':
			return replace(document, edit.path, edit.text);
	}
}

const GONE = 'This step is not there any more.';

function add(
	document: Document,
	{ list, index, name, body, comment }: Extract<Edit, { type: 'add' }>,
): string | undefined {
	const item = document.createNode({ [name]: body });
	const inner = item.get(name, true);
	if (comment !== undefined && isNode(inner)) inner.commentBefore = ` ${comment}`;
	const sequence = document.getIn(list, true);
	if (!isSeq(sequence)) {
		document.setIn(list, document.createNode([item]));
		return undefined;
	}
	if (namesIn(sequence.items).includes(name)) return `There is a step called "${name}" already.`;
	sequence.flow = false;
	sequence.items.splice(index, 0, item);
	return undefined;
}

function remove(document: Document, path: Path): string | undefined {
	const place = placeOf(document, path);
	if (!place) return GONE;
	place.items.splice(place.index, 1);
	retarget(place.items, place.name, undefined);
	return undefined;
}

function move(document: Document, path: Path, by: -1 | 1): string | undefined {
	const place = placeOf(document, path);
	const target = place && place.index + by;
	if (!place || target === undefined) return GONE;
	if (target < 0 || target >= place.items.length) return 'It is at the end of its list already.';
	const [item] = place.items.splice(place.index, 1);
	place.items.splice(target, 0, item);
	return undefined;
}

function rename(document: Document, path: Path, name: string): string | undefined {
	const place = placeOf(document, path);
	if (!place) return GONE;
	if (!/^[A-Za-z][\w-]*$/.test(name)) return 'A name begins with a letter and has letters, digits, dashes.';
	if (name === place.name) return undefined;
	if (namesIn(place.items).includes(name)) return `There is a step called "${name}" already.`;
	if (isScalar(place.pair.key)) place.pair.key.value = name;
	retarget(place.items, place.name, name);
	return undefined;
}

function setValue(document: Document, path: Path, value: unknown): string | undefined {
	if (value === undefined) document.deleteIn(path);
	else {
		const node = document.getIn(path, true);
		// An expression keeps the quotes it has.
		if (isScalar(node) && typeof value !== 'object') node.value = value;
		else document.setIn(path, document.createNode(value));
	}
	return undefined;
}

function schedule(document: Document, cron: string | null): string | undefined {
	const root = document.contents;
	if (!isMap(root)) return GONE;
	if (cron === null) return void root.delete('schedule');
	const present = root.get('schedule');
	if (isMap(present) && present.has('cron')) return setValue(document, ['schedule', 'cron'], cron);
	const at = root.items.findIndex((pair) => ['schedule', 'input', 'use', 'do'].includes(keyOf(pair)));
	if (root.has('schedule')) root.set('schedule', document.createNode({ cron }));
	else root.items.splice(at < 0 ? root.items.length : at, 0, document.createPair('schedule', { cron }));
	return undefined;
}

function replace(document: Document, path: Path, text: string): string | undefined {
	const place = placeOf(document, path);
	if (!place) return GONE;
	const body = parseDocument(text);
	const [error] = body.errors;
	if (error) return error.message.split('\n')[0] ?? 'This is not valid YAML.';
	if (!isMap(body.contents)) return 'A step is a list of keys with their values.';
	place.pair.value = body.contents;
	return undefined;
}

interface Place {
	/** Of the list that it stands in. */
	readonly items: unknown[];
	readonly index: number;
	readonly name: string;
	readonly pair: Pair;
}

function placeOf(document: Document, path: Path): Place | undefined {
	const sequence = document.getIn(path.slice(0, -2), true);
	const index = Number(path.at(-2));
	const name = String(path.at(-1));
	const item = isSeq(sequence) ? sequence.items[index] : undefined;
	const pair = isMap(item) ? pairOf(item, name) : undefined;
	return isSeq(sequence) && pair ? { items: sequence.items, index, name, pair } : undefined;
}

const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
	map.items.find((pair) => isPair(pair) && keyOf(pair) === key);

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : '');

const namesIn = (items: readonly unknown[]): readonly string[] =>
	items.flatMap((item) => (isMap(item) ? item.items.map(keyOf) : []));

/** Sends what led to `from` to `to`; without a `to` it goes on with the next step. */
function retarget(items: readonly unknown[], from: string, to: string | undefined): void {
	for (const item of items) {
		const body = isMap(item) ? item.items[0]?.value : undefined;
		if (!isMap(body)) continue;
		redirect(body, from, to);
		const cases = body.get('switch', true);
		if (!isSeq(cases)) continue;
		for (const each of cases.items) {
			const branch = isMap(each) ? each.items[0]?.value : undefined;
			if (isMap(branch)) redirect(branch, from, to ?? 'continue');
		}
	}
}

function redirect(body: YAMLMap, from: string, to: string | undefined): void {
	if (body.get('then') !== from) return;
	if (to === undefined) body.delete('then');
	else body.set('then', to);
}

/** The body of a task as it stands in the text, with its comments, for an editor of its own. */
export function bodyText(text: string, path: Path): string {
	const document = parseDocument(text);
	const node = document.getIn(path, true);
	if (!isMap(node)) return '';
	const own = new Document<Node>();
	own.contents = node;
	return own.toString({ lineWidth: 0 });
}

const problem = (message: string): Problem => ({ type: 'edit-refused', message });
