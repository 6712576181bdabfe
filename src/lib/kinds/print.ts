const WIDTH = 110;
/** Prettier counts a tab as two columns. */
const TAB = 2;

/** A value that can stand in a source file. `undefined` members are left out. */
export type Literal =
	string | number | boolean | undefined | readonly Literal[] | { readonly [name: string]: Literal };

/**
 * Prints a value as TypeScript the way Prettier would, so that a person's first formatting changes nothing.
 * `before` is the number of columns already taken on the line, `after` those that follow.
 */
export function printLiteral(value: Literal, indent = 0, before = 0, after = 1): string {
	const flat = flatten(value);
	const fits = indent * TAB + before + flat.length + after <= WIDTH;
	if (fits && !mustBreak(value)) return flat;
	if (isList(value))
		return printBlock(
			'[',
			']',
			value.map((item) => ['', item]),
			indent,
		);
	if (typeof value === 'object') return printBlock('{', '}', members(value), indent);
	return flat;
}

/** `export const name: Type = value;` */
export function printConst(name: string, type: string, value: Literal): string {
	const head = `export const ${name}${type ? `: ${type}` : ''} = `;
	return `${head}${printLiteral(value, 0, head.length)};\n`;
}

function printBlock(
	open: string,
	close: string,
	items: readonly (readonly [string, Literal])[],
	indent: number,
): string {
	const tabs = '\t'.repeat(indent + 1);
	const lines = items.map(
		([head, item]) => `${tabs}${head}${printLiteral(item, indent + 1, head.length)},\n`,
	);
	return `${open}\n${lines.join('')}${'\t'.repeat(indent)}${close}`;
}

function flatten(value: Literal): string {
	if (typeof value === 'string') return quote(value);
	if (isList(value)) return `[${value.map(flatten).join(', ')}]`;
	if (typeof value === 'object') {
		const inner = members(value).map(([head, item]) => head + flatten(item));
		return inner.length === 0 ? '{}' : `{ ${inner.join(', ')} }`;
	}
	return String(value);
}

/** Lists of several records stand one record a line, and records of records on several lines: easier to edit. */
function mustBreak(value: Literal): boolean {
	if (isList(value)) return value.length > 1 ? value.every(isComposite) : value.some(mustBreak);
	if (typeof value !== 'object') return false;
	return members(value).some(([, item]) => mustBreak(item));
}

const isComposite = (value: Literal): boolean =>
	(isList(value) && value.length > 1) ||
	(!isList(value) && typeof value === 'object' && members(value).length > 1);

const isList = (value: Literal): value is readonly Literal[] => Array.isArray(value);

function members(value: { readonly [name: string]: Literal }): readonly (readonly [string, Literal])[] {
	return Object.entries(value)
		.filter(([, item]) => item !== undefined)
		.map(([name, item]) => [`${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)}: `, item]);
}

/** Single quotes unless double ones need fewer escapes, as Prettier chooses. */
function quote(text: string): string {
	const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
	const singles = text.split("'").length;
	const doubles = text.split('"').length;
	if (singles > doubles) return json;
	return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
