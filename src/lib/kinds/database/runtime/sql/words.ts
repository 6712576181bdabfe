/** The SQL without comments and with one space between words; quoted parts stay as they are. */
export function plainSql(sql: string): string {
	return sql
		.replaceAll(
			/('(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\2\$)|--[^\n]*|\/\*[\s\S]*?\*\//g,
			(_whole, kept?: string) => kept ?? ' ',
		)
		.replaceAll(/\s+/g, ' ')
		.trim();
}

/** Characters at the head of a statement in which its name stands. */
const HEAD = 4_000;

/** A name in SQL, maybe with its schema. */
const NAME = String.raw`(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)`;
const PATH = `${NAME}(?:\\s*\\.\\s*${NAME})*`;

const MADE = new RegExp(
	`^create (?:or replace )?(?:(?:global |local )?(temp|temporary) |unlogged |foreign |recursive )?(table|view|materialized view) (?:if not exists )?(${PATH})`,
	'i',
);
const DROPPED = new RegExp(
	`^drop (table|view|materialized view|schema) (?:if exists )?(${PATH}(?: ?, ?${PATH})*)`,
	'i',
);
const CREATED = new RegExp(
	`^create (?:or replace )?(?:unique |trusted |temp |temporary |unlogged |constraint )*(?:table|view|materialized view|type|domain|function|procedure|index|trigger|sequence|aggregate|operator|schema) (?:concurrently )?(?:if not exists )?(${PATH})`,
	'i',
);

export type SelectableKind = 'table' | 'view';

/** The table or view that a statement makes; undefined for all else and for temporary ones. */
export function madeBy(
	statement: string,
): { readonly kind: SelectableKind; readonly name: string } | undefined {
	if (!/^create/i.test(statement)) return undefined;
	const found = MADE.exec(plainSql(statement.slice(0, HEAD)));
	if (found?.[2] === undefined || found[3] === undefined || found[1]) return undefined;
	return { kind: found[2].toLowerCase() === 'table' ? 'table' : 'view', name: foldName(found[3]) };
}

/** The full names that a `DROP` removes. */
export function droppedBy(statement: string): readonly string[] {
	if (!/^drop/i.test(statement)) return [];
	const names = DROPPED.exec(plainSql(statement))?.[2];
	return names === undefined ? [] : names.split(',').map((name) => foldName(name.trim()));
}

/** The name of whatever a `CREATE` makes, without its schema. */
export function createdName(statement: string): string | undefined {
	if (!/^create/i.test(statement)) return undefined;
	const name = CREATED.exec(plainSql(statement.slice(0, HEAD)))?.[1];
	return name === undefined ? undefined : (foldName(name).split('.').at(-1) ?? undefined);
}

/** Folded as PostgreSQL does: what is not quoted is lower case. */
function foldName(path: string): string {
	const parts = path.match(new RegExp(NAME, 'g')) ?? [];
	return parts
		.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase()))
		.join('.');
}

/** The first words of a statement in lower case: `create extension`. */
export function firstWords(statement: string, count: number): string {
	return plainSql(statement.slice(0, 2000)).split(' ').slice(0, count).join(' ').toLowerCase();
}

/** The extension that `CREATE EXTENSION` names. */
export function extensionOf(statement: string): string | undefined {
	if (!/^create/i.test(statement)) return undefined;
	const found = /^create extension (?:if not exists )?("[^"]+"|[\w-]+)/i.exec(plainSql(statement));
	return found?.[1]?.replaceAll('"', '').toLowerCase();
}
