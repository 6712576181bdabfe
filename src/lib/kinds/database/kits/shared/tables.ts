import { splitSql } from '../../runtime/sql/split.ts';
import { madeBy, plainSql } from '../../runtime/sql/words.ts';

/** A table as its `CREATE TABLE` describes it: enough for documents. */
export interface SqlTable {
	readonly name: string;
	readonly columns: readonly SqlColumn[];
	readonly hasKey: boolean;
}

export interface SqlColumn {
	readonly name: string;
	readonly type: string;
	readonly isRequired: boolean;
	/** Filled by the database when left out. */
	readonly isAutomatic: boolean;
}

/** The tables that a schema creates. */
export function tablesOf(schema: string): readonly SqlTable[] {
	return splitSql(schema).statements.flatMap(({ text }) => {
		const made = madeBy(text);
		if (made?.kind !== 'table') return [];
		const plain = plainSql(text);
		const parts = topLevelParts(plain.slice(plain.indexOf('(') + 1, plain.lastIndexOf(')')));
		const columns = parts.flatMap((part) => columnOf(part) ?? []);
		return [{ name: made.name, columns, hasKey: /\bprimary key\b/i.test(plain) }];
	});
}

const NO_COLUMN = /^(constraint|primary|foreign|unique|check|exclude|like)\b/i;

function columnOf(part: string): SqlColumn | undefined {
	if (NO_COLUMN.test(part)) return undefined;
	const [, quoted, plain, rest = ''] = /^(?:"([^"]+)"|([\w$]+)) (.*)$/s.exec(part) ?? [];
	const name = quoted ?? plain?.toLowerCase();
	if (name === undefined) return undefined;
	const type =
		/^((?:double precision|timestamp with(?:out)? time zone|[\w.]+)(?: ?\([\d, ]+\))?(?:\[\])*)/i.exec(
			rest,
		)?.[1];
	return {
		name,
		type: (type ?? 'text').toLowerCase(),
		isRequired: /\bnot null\b|\bprimary key\b/i.test(rest),
		isAutomatic: /\bdefault\b|\bgenerated\b/i.test(rest),
	};
}

/** Cut at the commas that stand in no parenthesis and no quotes. */
function topLevelParts(text: string): readonly string[] {
	const parts: string[] = [];
	let [depth, start, quote] = [0, 0, ''];
	for (let at = 0; at < text.length; at++) {
		const character = text[at] ?? '';
		if (quote) quote = character === quote ? '' : quote;
		else if (character === "'" || character === '"') quote = character;
		else if (character === '(') depth++;
		else if (character === ')') depth--;
		else if (character === ',' && depth === 0) {
			parts.push(text.slice(start, at).trim());
			start = at + 1;
		}
	}
	return [...parts, text.slice(start).trim()].filter(Boolean);
}
