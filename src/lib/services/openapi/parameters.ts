import type { Parameter } from './openapi.ts';
import type { References } from './references.ts';
import type { SchemaReader } from './schemas.ts';
import { isRecord, listOf, recordOf, textOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

/** Headers that the body and the security schemes speak of, so a parameter of that name is ignored. */
const NOT_PARAMETERS = new Set(['accept', 'content-type', 'authorization']);
const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** The parameters of an operation as written, those of its path included; its own win. `$ref`s are followed. */
export function rawParameters(references: References, pathItem: Node, operation: Node): readonly Node[] {
	const all = [...listOf(pathItem['parameters']), ...listOf(operation['parameters'])];
	const byKey = new Map<string, Node>();
	for (const each of all) {
		const raw = references.follow(each);
		if (isRecord(raw) && typeof raw['name'] === 'string')
			byKey.set(`${textOf(raw['in'])} ${raw['name']}`, raw);
	}
	return [...byKey.values()];
}

/** The parameters that travel outside the body. Templates of the path that the document forgot are added as text. */
export function readParameters(
	raws: readonly Node[],
	path: string,
	schemas: SchemaReader,
): readonly Parameter[] {
	const declared = raws.flatMap((raw) => readParameter(raw, schemas) ?? []);
	const templates = new Set(templateNames(path));
	const known = declared.filter((each) => each.in !== 'path' || templates.has(each.name));
	const missing = [...templates].filter(
		(name) => !known.some((each) => each.in === 'path' && each.name === name),
	);
	return [...known, ...missing.map(textInPath)];
}

/** `/a/{b}/{c+}` → `b`, `c`. */
export const templateNames = (path: string): readonly string[] =>
	[...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => templateName(name));

/** Some vendors mark a template that may span segments: `{key+}`, `{+key}`, `{key=**}`. */
export const templateName = (template: string): string =>
	template
		.replace(/=.*$/, '')
		.replaceAll(/^[+*]|[+*]$/g, '')
		.trim();

const textInPath = (name: string): Parameter => ({
	name,
	in: 'path',
	isRequired: true,
	description: '',
	schema: { type: 'string' },
	style: 'simple',
	explode: false,
});

function readParameter(raw: Node, schemas: SchemaReader): Parameter | undefined {
	const place = PLACES.find((each) => each === raw['in']);
	const name = place === 'path' ? templateName(textOf(raw['name'])) : textOf(raw['name']);
	if (!place || name === '' || (place === 'header' && NOT_PARAMETERS.has(name.toLowerCase())))
		return undefined;
	const [content] = Object.entries(recordOf(raw['content']));
	const style = styleOf(raw, place);
	return {
		name,
		in: place,
		isRequired: place === 'path' || raw['required'] === true,
		description: textOf(raw['description']),
		schema: schemas.read(content ? recordOf(content[1])['schema'] : (raw['schema'] ?? swaggerSchema(raw))),
		...style,
		...(content ? { mediaType: content[0] } : {}),
	};
}

/** In 2.0 the parameter is the schema. */
export function swaggerSchema(raw: Node): Node {
	const { name: _name, in: _in, required: _required, description: _description, ...schema } = raw;
	return schema;
}

const SWAGGER_STYLES: Readonly<Record<string, { readonly style: string; readonly explode: boolean }>> = {
	csv: { style: 'form', explode: false },
	ssv: { style: 'spaceDelimited', explode: false },
	tsv: { style: 'spaceDelimited', explode: false },
	pipes: { style: 'pipeDelimited', explode: false },
	multi: { style: 'form', explode: true },
};

function styleOf(raw: Node, place: Parameter['in']): Pick<Parameter, 'style' | 'explode'> {
	const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
	const isSwaggerList = !('schema' in raw) && !('content' in raw) && raw['type'] === 'array';
	const swagger = isSwaggerList ? SWAGGER_STYLES[textOf(raw['collectionFormat']) || 'csv'] : undefined;
	if (swagger) return usual === 'form' ? swagger : { style: 'simple', explode: false };
	const style = ALLOWED[place].includes(textOf(raw['style'])) ? textOf(raw['style']) : usual;
	return { style, explode: typeof raw['explode'] === 'boolean' ? raw['explode'] : style === 'form' };
}

const ALLOWED: Readonly<Record<Parameter['in'], readonly string[]>> = {
	path: ['simple', 'label', 'matrix'],
	query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
	header: ['simple'],
	cookie: ['form'],
};
