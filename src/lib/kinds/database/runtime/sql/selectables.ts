import type { Statement } from './split.ts';
import { droppedBy, madeBy, plainSql } from './words.ts';

/** Names of the tables and views that a script leaves behind, without their schemas, sorted. */
export interface Selectables {
	readonly tables: readonly string[];
	readonly views: readonly string[];
}

/** Reads off the statements alone which tables and views there are afterwards. */
export function selectablesOf(statements: readonly Statement[]): Selectables {
	const kinds = new Map<string, 'table' | 'view'>();
	for (const { text } of statements) {
		for (const part of partsOf(text)) {
			const made = madeBy(part);
			if (made) kinds.set(made.name, made.kind);
		}
		for (const name of droppedBy(text)) drop(kinds, name);
		rename(kinds, text);
	}
	const named = (kind: 'table' | 'view'): readonly string[] =>
		[...kinds]
			.filter(([, each]) => each === kind)
			.map(([name]) => bare(name))
			.sort();
	return { tables: named('table'), views: named('view') };
}

const bare = (name: string): string => name.split('.').at(-1) ?? name;

/** `CREATE SCHEMA a CREATE TABLE b (…)` makes both. */
function partsOf(text: string): readonly string[] {
	if (!/^create\s+schema\b/i.test(text)) return [text];
	return plainSql(text).split(/(?=\bcreate (?:table|view)\b)/i);
}

function drop(kinds: Map<string, unknown>, name: string): void {
	for (const each of [...kinds.keys()])
		if (each === name || each.startsWith(`${name}.`) || (!name.includes('.') && bare(each) === name))
			kinds.delete(each);
}

const RENAME =
	/^alter (?:table|view|materialized view) (?:if exists )?(?:only )?("?[\w.$"]+) rename to "?([\w$]+)"?$/i;

function rename(kinds: Map<string, 'table' | 'view'>, text: string): void {
	if (!/^alter/i.test(text)) return;
	const [, from, to] = RENAME.exec(plainSql(text.slice(0, 1000))) ?? [];
	if (from === undefined || to === undefined) return;
	const name = [...kinds.keys()].find((each) => bare(each) === bare(from.replaceAll('"', '')));
	const kind = name === undefined ? undefined : kinds.get(name);
	if (name === undefined || kind === undefined) return;
	kinds.delete(name);
	kinds.set(to, kind);
}
