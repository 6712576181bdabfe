import type { KitRenderer } from '../../../kind.ts';
import { printConst } from '../../../print.ts';
import { assemble } from '../shared/assemble.ts';
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
	type JsonObject,
} from '../shared/document.ts';
import { kebab } from '../shared/entities.ts';
import { readme, send } from '../shared/readme.ts';
import { addressIn, subjectOf, type Subject } from './subjects.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** One at random: quotes, jokes, facts and the like, with a set that comes along. */
export const random: KitRenderer = {
	render(spec) {
		const subject = subjectOf(spec);
		const collection = kebab(subject.plural) || 'entries';
		const address = addressIn(spec);
		const randomPath = address && address !== collection && address !== 'tags' ? `/${address}` : '/random';
		const does = `Hands out a random ${subject.label} and keeps those that are added.`;
		return assemble({
			templates,
			generated: { 'data.ts': dataSource(subject, collection, randomPath) },
			documents: {
				'openapi.yaml': documentOf(spec.title, does, { ...subject, collection, randomPath }),
				'README.md': readme({
					title: spec.title,
					does,
					requests: [
						[`A random ${subject.label}`, `"$API${randomPath}"`],
						[`A page of ${subject.plural}`, `"$API/${collection}?limit=10"`],
						[
							`Add a ${subject.label}`,
							send('POST', `/${collection}`, { text: 'Something new', tags: ['mine'] }),
						],
					],
					edit: [
						`\`src/data.ts\`: the ${subject.plural} that come along.`,
						'`src/index.ts`: what each operation does.',
					],
				}),
			},
		});
	},
};

function dataSource({ label, lines }: Subject, collection: string, randomPath: string): string {
	const entries = lines.map(([text, by, ...tags], index) => ({
		id: `${label.slice(0, 1)}${index + 1}`,
		text,
		by: by ?? '',
		tags,
	}));
	// The printer knows no null.
	const source = printConst('builtIn', 'readonly Entry[]', entries).replaceAll("by: ''", 'by: null');
	return [
		`import type { Entry } from './entry.ts';\n`,
		`/** What one entry is called, where the list is and where a random one is. */\n${printConst('label', '', label)}` +
			printConst('collection', '', collection) +
			printConst('randomPath', '', randomPath),
		`/** What comes along. Ids stay what they are: callers may have kept them. */\n${source}`,
	].join('\n');
}

interface Names extends Subject {
	readonly collection: string;
	readonly randomPath: string;
}

const TAG = queryParameter('tag', 'Only those with this tag', { type: 'string' });
const WORDS = queryParameter('q', 'Only those that contain this', { type: 'string' });

function documentOf(title: string, does: string, names: Names): string {
	const { label, plural, collection, randomPath, lines } = names;
	const [text = 'Something to say.', by = null, ...tags] = lines[0] ?? [];
	const example = { id: `${label.slice(0, 1)}1`, text, by, tags };
	const tag = plural.charAt(0).toUpperCase() + plural.slice(1);
	const oneAtRandom = (id: string, summary: string): JsonObject =>
		operation({
			id,
			tag,
			summary,
			parameters: [TAG, WORDS],
			responses: { '200': answer(`One ${label}`, ref('Entry'), { example }) },
			problems: [404],
		});
	return documentSource({
		title,
		description: does,
		tags: [{ name: tag, description: `All ${plural}` }],
		schemas: schemasOf(label),
		paths: {
			[randomPath]: { get: oneAtRandom('getRandom', `A random ${label}`) },
			[`/${collection}`]: {
				get: operation({
					id: 'listEntries',
					tag,
					summary: `List ${plural}`,
					parameters: [TAG, WORDS, ...PAGING],
					responses: listed(`One page of ${plural}`, ref('Entry'), [example]),
					problems: [400],
				}),
				post: operation({
					id: 'addEntry',
					tag,
					summary: `Add a ${label}`,
					body: jsonBody(ref('EntryInput'), { text, by, tags }),
					responses: createdAnswer(`The ${label} as it is kept`, ref('Entry'), example),
				}),
			},
			[`/${collection}/random`]: {
				get: oneAtRandom('getRandomEntry', `A random ${label} (same as ${randomPath})`),
			},
			...entryPath(names, tag, example),
			'/tags': tagsPath(tag),
		},
	});
}

const schemasOf = (label: string): JsonObject => {
	const by = { type: ['string', 'null'], maxLength: 1000, description: 'Who said it, or where it is from' };
	const tags = { type: 'array', items: { type: 'string', maxLength: 100 }, maxItems: 100 };
	const text = { type: 'string', minLength: 1, maxLength: 100_000, pattern: '\\S' };
	return {
		Entry: object({ id: { type: 'string' }, text, by, tags }, ['id', 'text', 'by', 'tags'], {
			description: `One ${label}`,
		}),
		EntryInput: object({ text, by, tags: { ...tags, default: [] } }, ['text']),
	};
};

const entryPath = ({ collection, label }: Names, tag: string, example: JsonObject): JsonObject => ({
	[`/${collection}/{id}`]: {
		parameters: [pathParameter('id', `Id of the ${label}`)],
		get: operation({
			id: 'getEntry',
			tag,
			summary: `Read one ${label}`,
			responses: readable(`The ${label}`, ref('Entry'), { example }),
			problems: [404],
		}),
		delete: operation({
			id: 'deleteEntry',
			tag,
			summary: `Delete a ${label} that was added`,
			responses: emptyAnswer('It is gone'),
			problems: [404, 409],
		}),
	},
});

const tagsPath = (tag: string): JsonObject => ({
	get: operation({
		id: 'listTags',
		tag,
		summary: 'All tags, with how often each is used',
		responses: readable('The tags', {
			type: 'array',
			items: object({ tag: { type: 'string' }, count: { type: 'integer' } }, ['tag', 'count']),
		}),
	}),
});
