import type { Spec } from '#lib/model/spec.ts';
import {
	answer,
	createdAnswer,
	documentSource,
	emptyAnswer,
	jsonBody,
	listed,
	object,
	operation,
	PAGING,
	pathParameter,
	queryParameter,
	readable,
	ref,
	type Json,
	type JsonObject,
} from '../shared/document.ts';
import { collectionPath, rowPath, type Resource } from '../shared/entities.ts';
import { fieldExample, fieldSchema, querySchema } from '../shared/field-schemas.ts';

const STAMP: Json = { type: 'string', format: 'date-time' };
const LINKED_STAMP: Json = { type: ['string', 'null'], format: 'date-time' };

/** `openapi.yaml` of rows over HTTP. `isLinked`: they are in a database, which may refuse. */
export function recordsDocument(
	spec: Spec,
	does: string,
	resources: readonly Resource[],
	isLinked: boolean,
): string {
	const hasIndex = resources.every(({ path }) => path !== '');
	return documentSource({
		title: spec.title,
		description: does,
		tags: [
			...resources.map(({ plural }) => ({ name: plural, description: `Keep ${plural.toLowerCase()}` })),
			...(hasIndex ? [{ name: 'About', description: 'What there is' }] : []),
		],
		paths: {
			...merged(resources.map((each) => pathsOf(each, resources, isLinked))),
			...(hasIndex ? ABOUT : {}),
		},
		schemas: merged(resources.map((each) => schemasOf(each, isLinked))),
	});
}

const merged = (parts: readonly JsonObject[]): JsonObject =>
	Object.fromEntries(parts.flatMap(Object.entries<Json>));

const ABOUT: JsonObject = {
	'/': {
		get: operation({
			id: 'getIndex',
			tag: 'About',
			summary: 'What is kept here, and where',
			responses: readable(
				'The title and the address of each collection',
				object(
					{
						title: { type: 'string' },
						resources: { type: 'object', additionalProperties: { type: 'string' } },
					},
					['title', 'resources'],
				),
			),
		}),
	},
};

function pathsOf(resource: Resource, resources: readonly Resource[], isLinked: boolean): JsonObject {
	const linked = isLinked ? ([502] as const) : [];
	const isPointedTo = resources.some(({ fields }) => fields.some((field) => field.ref === resource.name));
	const guarded = isPointedTo ? ([409] as const) : [];
	return {
		[collectionPath(resource)]: collection(resource, linked, guarded),
		[rowPath(resource, '{id}')]: single(resource, linked, guarded),
	};
}

function collection(
	{ one, many, label, plural, fields }: Resource,
	linked: readonly 502[],
	guarded: readonly 409[],
): JsonObject {
	const [thing, things] = [label.toLowerCase(), plural.toLowerCase()];
	return {
		get: operation({
			id: `list${many}`,
			tag: plural,
			summary: `List ${things}`,
			description: `In the order in which they were added, unless \`sort\` says otherwise. Any field can be asked for by its value.`,
			parameters: listParameters(fields),
			responses: listed(`One page of ${things}`, ref(one), [rowExample(fields)]),
			problems: [400, ...linked],
		}),
		post: operation({
			id: `create${one}`,
			tag: plural,
			summary: `Add ${article(thing)}`,
			body: jsonBody(ref(`${one}Input`), inputExample(fields)),
			responses: createdAnswer(`The ${thing} as it is kept`, ref(one), rowExample(fields)),
			problems: linked,
		}),
		delete: operation({
			id: `deleteAll${many}`,
			tag: plural,
			summary: `Delete all ${things}`,
			responses: emptyAnswer('None is left'),
			problems: [...guarded, ...linked],
		}),
	};
}

function single(
	{ one, label, plural, fields }: Resource,
	linked: readonly 502[],
	guarded: readonly 409[],
): JsonObject {
	const thing = label.toLowerCase();
	const row = rowExample(fields);
	return {
		parameters: [pathParameter('id', `Id of the ${thing}`)],
		get: operation({
			id: `get${one}`,
			tag: plural,
			summary: `Read ${article(thing)}`,
			responses: readable(`The ${thing}`, ref(one), { example: row }),
			problems: [404, ...linked],
		}),
		put: operation({
			id: `replace${one}`,
			tag: plural,
			summary: `Replace ${article(thing)}`,
			description: 'What is not sent becomes empty.',
			body: jsonBody(ref(`${one}Input`), inputExample(fields)),
			responses: { '200': answer(`The ${thing} as it is now`, ref(one), { example: row }) },
			problems: [404, ...linked],
		}),
		patch: operation({
			id: `update${one}`,
			tag: plural,
			summary: `Change ${article(thing)}`,
			description: 'What is not sent stays as it is.',
			body: jsonBody(ref(`${one}Change`), firstOf(inputExample(fields))),
			responses: { '200': answer(`The ${thing} as it is now`, ref(one), { example: row }) },
			problems: [404, ...linked],
		}),
		delete: operation({
			id: `delete${one}`,
			tag: plural,
			summary: `Delete ${article(thing)}`,
			responses: emptyAnswer(`The ${thing} is gone`),
			problems: [404, ...guarded, ...linked],
		}),
	};
}

const OWN = ['q', 'sort', 'order', 'limit', 'offset'];

const listParameters = (fields: Resource['fields']): JsonObject[] => [
	queryParameter('q', 'Words that have to be in its texts', { type: 'string' }),
	queryParameter('sort', 'Field to sort by', {
		type: 'string',
		enum: [...fields.map(({ name }) => name), 'createdAt', 'updatedAt'],
	}),
	queryParameter('order', 'Direction', { type: 'string', enum: ['asc', 'desc'], default: 'asc' }),
	...PAGING,
	...fields
		.filter(({ name }) => !OWN.includes(name))
		.map((field) =>
			queryParameter(field.name, `Only those with this ${field.label.toLowerCase()}`, querySchema(field)),
		),
];

function schemasOf({ one, label, fields }: Resource, isLinked: boolean): JsonObject {
	const given = Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));
	const required = fields.filter((field) => field.required).map(({ name }) => name);
	const stamp = isLinked ? LINKED_STAMP : STAMP;
	const own: JsonObject = {
		id: { type: 'string' },
		url: { type: 'string', description: 'Where it is' },
		...given,
		createdAt: stamp,
		updatedAt: stamp,
	};
	return {
		[one]: object(own, Object.keys(own), { description: label }),
		[`${one}Input`]: object(given, required, { description: `${label} to be kept` }),
		[`${one}Change`]: object(given, [], { description: `What changes of the ${label.toLowerCase()}` }),
	};
}

/** A body to begin with. Fields that point to other rows are left out: their ids are not known beforehand. */
export const inputExample = (fields: Resource['fields']): Record<string, Json> =>
	Object.fromEntries(
		fields
			.filter(({ type, required }) => type !== 'ref' || required)
			.map((field) => [field.name, fieldExample(field)]),
	);

const firstOf = (example: Record<string, Json>): JsonObject =>
	Object.fromEntries(Object.entries(example).slice(0, 1));

const rowExample = (fields: Resource['fields']): JsonObject => ({
	id: 'mf1x2k8q0a7',
	url: 'https://example.com/rows/mf1x2k8q0a7',
	...Object.fromEntries(fields.map((field) => [field.name, fieldExample(field)])),
	createdAt: '2026-03-31T09:30:00.000Z',
	updatedAt: '2026-03-31T09:30:00.000Z',
});

/** "an order line". */
export const article = (thing: string): string => `${/^[aeiou]/.test(thing) ? 'an' : 'a'} ${thing}`;
