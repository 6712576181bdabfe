import { toBrackets, type Pair } from './brackets.ts';
import { opened, propertyOf } from './coerce.ts';
import { bareType, FORM, isJson, MULTIPART } from './media.ts';
import type { Schema } from './openapi.ts';
import { writePair } from './styles.ts';
import { isRecord, writeText } from './values.ts';

/** A body ready to be sent. A multipart body finds its own type, which names its boundary. */
export interface WrittenBody {
	readonly content: string | FormData;
	readonly type?: string;
}

/** Writes a value as its media type says. `encoding` names the style of single fields of a form. */
export function writeBody(
	value: unknown,
	type: string,
	schema: Schema,
	encoding: Readonly<Record<string, string>>,
): WrittenBody {
	const bare = bareType(type);
	if (bare === FORM) return { type, content: formPairs(value, encoding).map(writePair).join('&') };
	if (bare === MULTIPART) return { content: multipart(value, schema) };
	return { type, content: isJson(bare) ? JSON.stringify(value) : writeText(value) };
}

/** Lists of plain values repeat their name, as the standard says; all that is deeper goes in brackets, as servers read it. */
function formPairs(value: unknown, encoding: Readonly<Record<string, string>>): readonly Pair[] {
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([name, each]): readonly Pair[] => {
		const isPlainList =
			Array.isArray(each) && !each.some((item) => typeof item === 'object' && item !== null);
		if (isPlainList && encoding[name] !== 'deepObject')
			return each.map((item): Pair => [name, writeText(item)]);
		return toBrackets(name, each);
	});
}

function multipart(value: unknown, schema: Schema): FormData {
	const form = new FormData();
	for (const [name, each] of Object.entries(isRecord(value) ? value : {}))
		for (const item of Array.isArray(each) ? each : [each])
			append(form, name, item, isFile(propertyOf(schema, name)));
	return form;
}

function append(form: FormData, name: string, item: unknown, isBinary: boolean): void {
	if (item instanceof Blob) form.append(name, item);
	else if (isBinary) form.append(name, new Blob([writeText(item)]), name);
	else if (typeof item === 'object' && item !== null)
		form.append(name, new Blob([JSON.stringify(item)], { type: 'application/json' }));
	else form.append(name, writeText(item));
}

function isFile(schema: Schema): boolean {
	const node = opened(schema);
	const items = opened(isRecord(node['items']) ? node['items'] : true);
	return [node, items].some(
		({ format, contentMediaType }) => format === 'binary' || contentMediaType === 'application/octet-stream',
	);
}
